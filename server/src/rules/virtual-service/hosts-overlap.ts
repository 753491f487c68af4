import { t } from '../../l10n.ts';
import { hostsMatch } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { removeItem } from '../edits.ts';
import { asText, itemsOf, listAt } from '../field-access.ts';
import { isVirtualServiceHost, reachOf } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/hosts-overlap',
  alias: 'vs-hosts-overlap',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec'],
  docs: () => ({
    summary: t('No two hosts of a VirtualService may mean the same name; Istio refuses it.'),
    details: t(
      'A wildcard and a name that it covers overlap, too: `*.internal.com` and `whoami.internal.com`. All rules are for all hosts, so the wildcard alone says the same. Rules for one name only belong in a VirtualService of its own: the more exact host wins.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - "*.internal.com"
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - "*.internal.com"
  http:
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateVirtualService'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const list = listAt(node, 'hosts');
    if (!list || list.items.length < 2) return;
    const hosts = itemsOf(list).flatMap((item) => asText(item) ?? []);
    // Istio compares hosts only if each of them is one.
    if (hosts.some(({ value }) => !isVirtualServiceHost(value, node))) return;
    if (hosts.some(({ value }) => value === '*') && reachOf(node) === 'mesh') return;
    hosts.forEach((host, index) => {
      const earlier = hosts.slice(0, index).find(({ value }) => hostsMatch(value, host.value));
      if (!earlier) return;
      const isEqual = earlier.value === host.value;
      report(
        host.node,
        isEqual
          ? t('"{0}" stands among the hosts twice; Istio refuses that.', host.value)
          : t(
              '"{0}" and "{1}" mean some of the same names; Istio refuses that in one VirtualService.',
              host.value,
              earlier.value,
            ),
        {
          related: [{ entry, node: earlier.node, message: t('"{0}" stands here', earlier.value) }],
          fixes: () => {
            const edit = removeItem(entry, list, host.node);
            return edit ? [{ title: t('Remove "{0}"', host.value), edits: [edit], isPreferred: isEqual }] : [];
          },
        },
      );
    });
  },
});
