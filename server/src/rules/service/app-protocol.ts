import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt, wordAt } from '../field-access.ts';
import { changeFixes, protocolFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';
import { isManaged, isProtocolPrefix } from '../service-ports.ts';

const STANDARD: ReadonlySet<string> = new Set(['kubernetes.io/h2c', 'kubernetes.io/ws', 'kubernetes.io/wss']);

export default defineFieldRule({
  id: 'service/app-protocol',
  alias: 'svc-app-protocol',
  severity: 'info',
  codes: ['KIA0602'],
  kinds: ['Service'],
  at: ['Service:spec.ports[]'],
  docs: () => ({
    summary: t(
      'An `appProtocol` is one that Istio knows; otherwise Istio does not look at the name of the port either, and guesses.',
    ),
    details: t(
      'Istio knows the names that it also reads from names of ports, and `kubernetes.io/h2c`, `kubernetes.io/ws` and `kubernetes.io/wss`. For a database take `tcp`.',
    ),
    invalid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 5432
      name: tcp-postgres
      appProtocol: postgres
`,
    valid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 5432
      name: tcp-postgres
      appProtocol: tcp
`,
    sources: [
      'istio: pkg/config/kube/conversion.go, ConvertProtocol',
      'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const protocol = textAt(node, 'appProtocol');
    if (
      !protocol ||
      protocol.value === '' ||
      isManaged(entry) ||
      STANDARD.has(protocol.value) ||
      isProtocolPrefix(protocol.value)
    )
      return;
    if (wordAt(node, 'protocol', 'TCP') !== 'TCP') return;
    report(
      protocol.node,
      t('Istio does not know "{0}" and guesses the protocol of this port.', shown(protocol.value)),
      {
        fixes: () => {
          const known = `kubernetes.io/${protocol.value}`;
          if (STANDARD.has(known)) return changeFixes(entry, protocol.node, known);
          return protocolFixes(entry, protocol, true);
        },
      },
    );
  },
});
