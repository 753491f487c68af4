import { t } from '../../l10n.ts';
import { isWildcardDomain } from '../../model/host-names.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField, changeText } from '../edits.ts';
import { isSet, type Said, textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { bareHost, hostMessage } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/destination-not-name',
  alias: 'vs-dest-host',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['destination:'],
  docs: () => ({
    summary: t(
      'The host of a destination is the name of a service, alone; Istio refuses addresses, ports, URLs and `*`.',
    ),
    details: t(
      'It is the name of a Service, or a host of a ServiceEntry. The port stands under `port.number`, and a ServiceEntry gives a name to an IP address or a VM. Labels are letters, digits and `-`; there is no `_`.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com:8080
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
            port:
              number: 8080
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateDestination',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination-host',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const host = textAt(node, 'host');
    if (!host || (host.value !== '*' && isWildcardDomain(host.value))) return;
    report(
      host.node,
      host.value === '*' ? t('"*" is no destination; Istio takes the name of a service.') : hostMessage(host.value),
      { fixes: () => fixesFor(entry, node, host) },
    );
  },
});

/** The host alone, and its port where ports belong. */
function fixesFor(entry: ResourceEntry, destination: MapNode, { value, node }: Said<string>): Fix[] {
  const bare = bareHost(value);
  if (!bare) return [];
  const { host, port } = bare;
  const added =
    port === undefined || isSet(destination, 'port')
      ? undefined
      : addField(entry, destination, 'port', { number: port });
  if (!added || port === undefined) return [changeFix(entry, node, host, true)];
  return [
    {
      title: t('Change to "{0}" and set the port to {1}', host, port),
      edits: [changeText(entry, node, host), added],
      isPreferred: true,
    },
  ];
}
