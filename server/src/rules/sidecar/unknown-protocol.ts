import { t } from '../../l10n.ts';
import { parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { knownProtocols, protocolFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'sidecar/unknown-protocol',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['listenerPort:'],
  docs: () => ({
    summary: t('The protocol of a listener is one that Istio knows; any other is refused.'),
    details: t(
      'Istio knows HTTP, HTTPS, HTTP2, GRPC, GRPC-WEB, TCP, TLS, MONGO, MYSQL and REDIS, in any case. Where none is set the protocol is guessed from the first bytes.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - port:
        number: 5432
        protocol: POSTGRES
        name: postgres
      hosts:
        - shop/*
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  egress:
    - port:
        number: 5432
        protocol: TCP
        name: tcp-postgres
      hosts:
        - shop/*
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateProtocol',
      'istio: pkg/config/protocol/instance.go, Parse',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const protocol = textAt(node, 'protocol');
    if (!protocol || protocol.value === '' || parseProtocol(protocol.value) !== undefined) return;
    report(
      protocol.node,
      t('Istio does not know the protocol "{0}", but {1}.', shown(protocol.value), knownProtocols()),
      {
        fixes: () => protocolFixes(entry, protocol),
      },
    );
  },
});
