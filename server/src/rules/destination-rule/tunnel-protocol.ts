import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { closest, shown } from '../schema-texts.ts';

const PROTOCOLS = ['CONNECT', 'POST'] as const;

export default defineFieldRule({
  id: 'destination-rule/tunnel-protocol',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['trafficPolicy:tunnel'],
  docs: () => ({
    summary: t('A tunnel is asked for with `CONNECT` or `POST`; Istio refuses other protocols.'),
    details: t(
      'These are the methods with which an HTTP proxy can be asked to pass a TCP connection on. Without `protocol` it is `CONNECT`. The case counts.',
    ),
    invalid: `
//- proxy-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: proxy-dr
spec:
  host: proxy.internal.com
  trafficPolicy:
    tunnel:
      protocol: connect
      targetHost: mysql.internal.com
      targetPort: 3306
`,
    valid: `
//- proxy-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: proxy-dr
spec:
  host: proxy.internal.com
  trafficPolicy:
    tunnel:
      protocol: CONNECT
      targetHost: mysql.internal.com
      targetPort: 3306
`,
    sources: ['istio: pkg/config/validation/validation.go, validateTunnelSettings'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const protocol = textAt(node, 'protocol');
    if (!protocol || protocol.value === '' || PROTOCOLS.some((known) => known === protocol.value)) return;
    report(protocol.node, t('Istio refuses "{0}" for a tunnel; it knows CONNECT and POST.', shown(protocol.value)), {
      fixes: () => {
        const meant = closest(protocol.value, PROTOCOLS);
        return meant === undefined
          ? PROTOCOLS.map((known) => changeFix(entry, protocol.node, known))
          : [changeFix(entry, protocol.node, meant, true)];
      },
    });
  },
});
