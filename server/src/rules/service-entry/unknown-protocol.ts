import { t } from '../../l10n.ts';
import { parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { knownProtocols, protocolFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'service-entry/unknown-protocol',
  alias: 'se-protocol-unknown',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec.ports[]'],
  docs: () => ({
    summary: t('A port has a protocol that Istio knows; it refuses any other.'),
    details: t(
      'Names are compared without regard to case. What Istio has no name for (PostgreSQL, Kafka, AMQP) is `TCP`; what it need not look into because it is encrypted is `TLS`. Without a protocol Istio guesses from the first bytes.',
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
  ports:
    - number: 5432
      name: db
      protocol: POSTGRES
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
  ports:
    - number: 5432
      name: db
      protocol: TCP
  resolution: DNS
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateProtocol', 'istio: pkg/config/protocol/instance.go'],
  }),
  check({ node }, { report, entry }) {
    if (node.kind !== 'map') return;
    const protocol = textAt(node, 'protocol');
    if (!protocol || protocol.value === '' || parseProtocol(protocol.value) !== undefined) return;
    report(
      protocol.node,
      t('Istio knows no protocol "{0}" and refuses the port; there are {1}.', shown(protocol.value), knownProtocols()),
      {
        fixes: () => protocolFixes(entry, protocol),
      },
    );
  },
});
