import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import type { WrongType } from '../../schema/findings.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { dereference } from '../../yaml/node-access.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import { resolvePlain } from '../../yaml/scalar-value.ts';
import { formatScalar } from '../../yaml/write-scalar.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeValue, replaceText } from '../edits.ts';
import { describeType, describeValue, keyText, shown } from '../schema-texts.ts';

const IPV6_IN_BRACKETS = /^\[ *([0-9a-fA-F:]*:[0-9a-fA-F:.]*(?:%\w+)?) *\]$/;

export default defineSchemaRule({
  id: 'schema/wrong-type',
  alias: 'obj-wrong-type',
  findings: ['wrong-type'],
  docs: () => ({
    summary: t(
      'A value must have the type that its field takes; the API server refuses text where it expects a number, and a number where it expects text.',
    ),
    details: t(
      'YAML decides by the look of a value: `8080` is a number and `"8080"` is text, `yes`, `on` and `y` are true, `010` is eight, and `[::1]` is a list. Labels, addresses and arguments are text, so such values need quotes there; ports and weights are numbers and must stand without.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  labels:
    app: whoami
    version: 1
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
  labels:
    app: whoami
    version: "1"
`,
    sources: [
      'https://yaml.org/type/bool.html',
      'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
    ],
  }),
  report(finding, { report, entry }) {
    report(finding.range, messageFor(finding), { fixes: () => fixesFor(finding, entry) });
  },
});

function messageFor({ node, expected, owner }: WrongType): string {
  const target = dereference(node);
  const takes = describeType(expected);
  if (target === undefined || describeValue(node) === t('nothing'))
    return t('Nothing stands here, where {0} is expected.', takes);
  const field = owner !== undefined && 'key' in owner ? keyText(owner) : '';
  if (target.kind !== 'scalar') {
    return field === ''
      ? t('This is {0}, where {1} is expected.', describeValue(node), takes)
      : t('This is {0}, but "{1}" takes {2}.', describeValue(node), shown(field), takes);
  }
  const written = target.style === 'plain' ? shown(target.text) : `"${shown(target.text)}"`;
  return field === ''
    ? t('{0} is read as {1}, where {2} is expected.', written, describeValue(node), takes)
    : t('{0} is read as {1}, but "{2}" takes {3}.', written, describeValue(node), shown(field), takes);
}

function fixesFor(finding: WrongType, entry: ResourceEntry): Fix[] {
  const { node, expected, schema } = finding;
  if (node === undefined || node.kind === 'alias') return [];
  const written = entry.resource.document.text.slice(node.start, node.end);
  if (expected === 'array') {
    const items = schema.items?.type;
    if (node.kind === 'seq' || (node.kind === 'map' && !node.flow)) return [];
    if (node.kind === 'map' ? items !== 'object' : items !== 'string') return [];
    const item = node.kind === 'scalar' ? formatScalar(node.text, { style: styleOf(node), isFlow: true }) : written;
    return [preferred(t('Make it a list: {0}', shown(`[${item}]`)), entry, node, `[${item}]`)];
  }
  if (node.kind === 'seq' && expected === 'string') {
    const address = IPV6_IN_BRACKETS.exec(written)?.[1];
    return address === undefined
      ? []
      : [preferred(t('Write "{0}" without brackets', address), entry, node, `"${address}"`)];
  }
  if (node.kind !== 'scalar') return [];
  switch (expected) {
    case 'string':
      if (node.text === '') return [];
      return [
        {
          title: t('Quote it: "{0}"', shown(node.text)),
          edits: [changeValue(entry, node, node.text)],
          isPreferred: true,
        },
      ];
    case 'integer':
    case 'number':
      return numberFixes(node, expected === 'integer', entry);
    case 'boolean': {
      const value = resolvePlain(node.text.trim().toLowerCase());
      if (typeof value !== 'boolean') return [];
      return [preferred(t('Change to {0}', String(value)), entry, node, String(value))];
    }
    case 'object': {
      // `port: 80` for `port: {number: 80}`.
      const number = schema.properties?.get('number');
      if (!number || typeof resolvePlain(node.text) !== 'number') return [];
      return [preferred(t('Change to {0}', `{number: ${node.text}}`), entry, node, `{number: ${node.text}}`)];
    }
    default:
      return [];
  }
}

function numberFixes(node: ScalarNode, isWhole: boolean, entry: ResourceEntry): Fix[] {
  const value = resolvePlain(node.text.trim());
  if (typeof value !== 'number' || !Number.isFinite(value) || (isWhole && !Number.isInteger(value))) return [];
  return [preferred(t('Remove the quotes: {0}', value), entry, node, String(value))];
}

function styleOf({ style }: ScalarNode): 'plain' | 'single' | 'double' {
  return style === 'literal' || style === 'folded' ? 'plain' : style;
}

function preferred(title: string, entry: ResourceEntry, node: { start: number; end: number }, newText: string): Fix {
  return { title, edits: [replaceText(entry, node, newText)], isPreferred: true };
}
