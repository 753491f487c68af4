import { t } from '../../l10n.ts';
import { isDnsLabel } from '../../model/host-names.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { ScalarNode, SeqNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem, replaceText } from '../edits.ts';
import { asText, itemsOf, listAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'object/export-to-value',
  alias: 'obj-exportto-value',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule', 'ServiceEntry', 'VirtualService'],
  at: ['DestinationRule:spec', 'ServiceEntry:spec', 'VirtualService:spec'],
  docs: () => ({
    summary: t('`exportTo` lists namespaces, `.` for the own one, or `*` alone for all; Istio refuses anything else.'),
    details: t(
      'There are no patterns such as `team-*`. A ServiceEntry may also have `~` alone: then nobody sees the service. Without `exportTo` everybody does, unless the mesh is configured otherwise.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  exportTo:
    - team-*
  resolution: DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - whoami.internal.com
  exportTo:
    - team-a
    - team-b
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/validation.go, validateExportTo'],
  }),
  check({ node }, { entry, report }) {
    const list = node.kind === 'map' ? listAt(node, 'exportTo') : undefined;
    if (!list) return;
    const mayBeNone = entry.resource.kind === 'ServiceEntry';
    const values = itemsOf(list).map(asText);
    for (const target of values) {
      if (!target) continue;
      const { value, node: item } = target;
      if (value === '*' || (value === '~' && mayBeNone)) {
        if (values.every((other) => other?.value === value)) continue;
        report(
          item,
          value === '*'
            ? t('"*" already stands for all namespaces; Istio refuses others beside it.')
            : t('"~" stands for nobody; Istio refuses others beside it.'),
          { fixes: () => aloneFixes(entry, list, item, value) },
        );
      } else if (value !== '.' && !isDnsLabel(value)) report(item, faultOf(value));
    }
  },
});

function faultOf(value: string): string {
  if (value === '~') return t('Only a ServiceEntry can be exported to nobody ("~"); Istio refuses it here.');
  if (value.includes('*'))
    return t('"{0}" is a pattern; Istio takes only whole names of namespaces here, or "*" alone.', shown(value));
  return t('"{0}" cannot be the name of a namespace; Istio refuses it here.', shown(value));
}

/** Either it goes, or all others do. */
function aloneFixes(entry: ResourceEntry, list: SeqNode, item: ScalarNode, value: string): Fix[] {
  const without = removeItem(entry, list, item);
  const other = list.items.find((candidate) => candidate !== item);
  const alone = list.flow
    ? replaceText(entry, list, `["${value}"]`)
    : list.items.length === 2 && other
      ? removeItem(entry, list, other)
      : undefined;
  return [
    ...(without ? [{ title: t('Remove "{0}"', value), edits: [without] }] : []),
    ...(alone ? [{ title: t('Keep "{0}" alone', value), edits: [alone] }] : []),
  ];
}
