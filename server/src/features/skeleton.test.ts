import { describe, expect, test } from 'vitest';
import { Engine } from '../engine.ts';
import { fieldsOf } from '../schema/documentation.ts';
import { kindsWithSchema, type SchemaField, schemaOf } from '../schema/schema-store.ts';
import { completeEveryField } from '../testing/complete-every-field.ts';
import { RESOURCES } from '../testing/resources.ts';
import { provideCompletion } from './completion.ts';
import { isRefusedAlways } from './field-usage.ts';

const SNIPPET = 15;

/** What Gateway API asks for beside a field is said where it is offered. */
const KINDS = kindsWithSchema()
  .flatMap(({ group, kind }) => schemaOf(group, kind) ?? [])
  .filter(({ group }) => group !== 'gateway.networking.k8s.io');

/** The one stands beside callers, which those who ask it do not know; of the others only the last may have no port. */
const OTHERWISE: readonly string[] = ['AuthorizationPolicy spec.provider', 'Sidecar spec.egress'];

/** The objects and lists of a kind, each structure in the first of its places. */
function collectionsOf(fields: readonly SchemaField[]): SchemaField[] {
  const seen = new Set<unknown>();
  return fields.filter((field) => {
    const { node, path, kind } = field;
    const isCollection = node.type === 'object' || node.type === 'array';
    if (
      !isCollection ||
      isRefusedAlways(field) ||
      OTHERWISE.includes(`${kind} ${path}`) ||
      !path.startsWith('spec') ||
      /\[\]$|\*$/.test(path) ||
      seen.has(node)
    )
      return false;
    seen.add(node);
    return true;
  });
}

describe('whatever is begun with its defaults is valid:', () => {
  test.each(KINDS.map((schema) => [schema.kind, schema] as const))('every object and list of a %s', (_, schema) => {
    const { count, failures } = completeEveryField(schema, collectionsOf(fieldsOf(schema)));
    expect(failures).toEqual([]);
    expect(count > 0 || !schema.root.properties?.get('spec')).toBe(true);
  });
});

/** A snippet in which nobody changes anything. */
function expand(snippet: string): string {
  const values = new Map<string, string>();
  const withoutEscapes = (text: string): string => text.replace(/\\(.)/g, '$1');
  const stop = /\$\{(\d+)\|((?:\\.|[^\\|])*)\|\}|\$\{(\d+):((?:\\.|[^\\}])*)\}|\$(\d+)|\\(.)/g;
  return snippet.replace(stop, (_, choice, choices, filled, value, again, escaped) => {
    if (escaped !== undefined) return escaped;
    if (again !== undefined) return values.get(again) ?? '';
    const text =
      choice === undefined ? withoutEscapes(value) : withoutEscapes(/^(?:\\.|[^\\,])*/.exec(choices)?.[0] ?? '');
    values.set(choice ?? filled, text);
    return text;
  });
}

test('a snippet in which nobody changes anything is what clients without snippets get', () => {
  const engine = new Engine();
  const uri = 'file:///mesh/a.yaml';
  const differing: string[] = [];
  for (const whole of RESOURCES) {
    for (const { index } of whole.matchAll(/\n/g)) {
      const text = `${whole.slice(0, index)}\n  ${whole.slice(index)}`;
      engine.openFile(uri, text);
      const position = engine.file(uri)?.source.positionAt(index + 3);
      if (!position) continue;
      const plain = provideCompletion(engine, uri, position).items;
      for (const [at, item] of provideCompletion(engine, uri, position, { snippets: true }).items.entries()) {
        if (item.kind === SNIPPET) continue;
        const written = item.textEdit?.newText ?? '';
        const expected = plain[at]?.textEdit?.newText;
        const same = item.insertTextFormat === 2 ? expand(written) : written;
        if (same !== expected) differing.push(`${written} is not ${expected}`);
      }
    }
  }
  expect(differing).toEqual([]);
});
