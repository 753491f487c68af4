import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, listAt, textAt } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';

export default defineFieldRule({
  id: 'gateway/tls-old-version',
  alias: 'gw-tls-old-version',
  severity: 'warning',
  kinds: ['Gateway', 'Sidecar'],
  at: ['serverTls:'],
  docs: () => ({
    summary: t(
      'Versions of TLS before 1.2 need cipher suites of their own; without them Istio warns, and no client can connect with the old version.',
    ),
    details: t(
      'The suites that Envoy offers by itself are for TLS 1.2 and later. Leave `minProtocolVersion` at TLS 1.2, or name in `cipherSuites` what the old clients can do, for example `ECDHE-RSA-AES128-SHA`.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      hosts:
        - whoami.example.com
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
        minProtocolVersion: TLSV1_0
`,
    valid: `
//- whoami-gateway.yaml
apiVersion: networking.istio.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  selector:
    istio: ingressgateway
  servers:
    - port:
        number: 443
        name: https
        protocol: HTTPS
      hosts:
        - whoami.example.com
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
        minProtocolVersion: TLSV1_2
`,
    sources: ['istio: pkg/config/validation/validation.go, validateTLSOptions'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const version = textAt(node, 'minProtocolVersion');
    if (version?.value !== 'TLSV1_0' && version?.value !== 'TLSV1_1') return;
    if (countAt(node, 'cipherSuites') > 0 || (isSet(node, 'cipherSuites') && !listAt(node, 'cipherSuites'))) return;
    report(
      version.node,
      t('{0} needs "cipherSuites" that old clients know; by default there are none.', version.value),
      {
        fixes: () => changeFixes(entry, version.node, 'TLSV1_2', false),
      },
    );
  },
});
