import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textsAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { bareHost, hostMessage, isVirtualServiceHost } from '../route-values.ts';

export default defineFieldRule({
  id: 'virtual-service/host-not-name',
  alias: 'vs-host-format',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec'],
  docs: () => ({
    summary: t(
      'A host of a VirtualService is a host name, perhaps with a wildcard in front, or an IP address; Istio refuses anything else.',
    ),
    details: t(
      'Hosts are compared with the name that the client asks for, so there is no scheme, port, path or namespace. `*` stands for the first label or the begin of it: `*.internal.com`, `*-api.internal.com`. Labels are letters, digits and `-`; there is no `_`. Port numbers belong under `match[].port`.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - http://whoami.internal.com
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
    - whoami.internal.com
  http:
    - route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateVirtualService',
      'istio: pkg/config/validation/agent/validation.go, ValidateWildcardDomain',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService-hosts',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    for (const host of textsAt(node, 'hosts')) {
      if (isVirtualServiceHost(host.value, node)) continue;
      const bare = bareHost(host.value);
      report(host.node, hostMessage(host.value), {
        fixes: () => (bare ? [changeFix(entry, host.node, bare.host, true)] : []),
      });
    }
  },
});
