import { t } from '../../l10n.ts';
import { isHttp, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, mapAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';

export default defineFieldRule({
  id: 'sidecar/ingress-pool-protocol',
  alias: 'sc-ingress-pool-protocol',
  severity: 'warning',
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t(
      'Limits for HTTP work on ports that speak HTTP; on any other Istio warns and applies those for TCP only.',
    ),
    details: t(
      'Give the port the protocol that it speaks (`HTTP`, `HTTP2` or `GRPC`), or set the limits under `connectionPool.tcp`.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  ingress:
    - port:
        number: 5432
        protocol: TCP
        name: tcp
      connectionPool:
        http:
          http1MaxPendingRequests: 100
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  ingress:
    - port:
        number: 8000
        protocol: HTTP
        name: http
      connectionPool:
        http:
          http1MaxPendingRequests: 100
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateSidecar',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-connection_pool',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const pool = mapAt(node, 'connectionPool');
    const port = mapAt(node, 'port');
    if (!pool || !port || !mapAt(pool, 'http')) return;
    const protocol = wordAt(port, 'protocol', '');
    if (protocol === undefined || isHttp(parseProtocol(protocol))) return;
    report(keyOf(pool, 'http') ?? where, t('The port does not speak HTTP, so only the limits for TCP apply.'), {
      fixes: () => removeFix(entry, pool, 'http'),
    });
  },
});
