/** The hover of any key or value of a resource whose kind has a schema. */
import type { Spot } from '../engine.ts';
import { t } from '../l10n.ts';
import { fieldAt, type SchemaField, schemaFor, valueSince } from '../schema/schema-store.ts';
import { nodeAt } from '../yaml/node-at.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { fieldText, isDeprecated } from './field-text.ts';
import { describeValue } from './hover-values.ts';

export interface FieldHover {
  /** Markdown. */
  readonly value: string;
  /** The key or value, relative to the document's slice. */
  readonly range: RelativeRange;
}

/** What the field at `spot` is; `undefined` beside keys and values, and where no schema says anything. */
export function describeFieldAt({ entry, offset }: Spot): FieldHover | undefined {
  if (!entry) return undefined;
  const { apiVersion, kindNode, document, node: root } = entry.resource;
  const schema = schemaFor(apiVersion, kindNode.text);
  if (!schema) return undefined;
  // Seen from the resource, which may be one of several in a List.
  const view = { text: document.text, root, problems: document.problems, isBroken: document.isBroken };
  const { nodes, path, part } = nodeAt(view, offset);
  const [node] = nodes;
  const isWord = node?.kind === 'scalar' || node?.kind === 'alias';
  if (!isWord || offset < node.start || offset > node.end) return undefined;
  const field = fieldAt(schema, path);
  if (!field) return undefined;
  const isValue = part !== 'key' && node.kind === 'scalar';
  const text = fieldText(field, isValue ? node.text : undefined);
  if (text === undefined) return undefined;
  const described =
    node.kind === 'scalar' ? describeValue(field, { node, part: isValue ? 'value' : 'key', nodes }) : undefined;
  const value = [described, markedText(field, text)].filter((part) => part !== undefined).join('\n\n');
  return { value: value + sinceText(field, isValue ? node.text : undefined), range: node };
}

/** Behind the reference: since which release of Istio there is the field, or the value where that came later. */
function sinceText(field: SchemaField, value: string | undefined): string {
  const since = value === undefined ? field.since : (valueSince(field, value) ?? field.since);
  return since === undefined ? '' : ` · ${t('since Istio {0}', `1.${since}`)}`;
}

/** The text of a field, in which it stands out that something else is to be written. */
function markedText(field: SchemaField, text: string): string {
  if (isDeprecated(field)) return text.replace(/^Deprecated\b/m, (word) => `**${word}**`);
  // The text is that of the items of the list, which say the same.
  const isSingular = field.node.structure === 'targetReference' && field.path.endsWith('targetRef');
  return isSingular ? `${t('**Deprecated**: write `targetRefs`, a list.')}\n\n${text}` : text;
}
