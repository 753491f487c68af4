import { t } from '../../l10n.ts';
import { isTls, parseProtocol } from '../../model/protocols.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField } from '../edits.ts';
import { isSet, mapAt, textAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'gateway/tls-missing',
  alias: 'gw-tls-required',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway'],
  at: ['Gateway:spec.servers[]'],
  docs: () => ({
    summary: t(
      'A server whose protocol is HTTPS or TLS says in `tls` what to do with the encryption; Istio refuses it otherwise.',
    ),
    details: t(
      'End the encryption at the gateway with `mode: SIMPLE` and a `credentialName`, or leave it as it is with `mode: PASSTHROUGH`.',
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
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
      hosts:
        - whoami.example.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateServer',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#Server-tls',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map' || isSet(node, 'tls')) return;
    const protocol = textAt(mapAt(node, 'port'), 'protocol');
    if (!protocol || !isTls(parseProtocol(protocol.value))) return;
    report(protocol.node, t('A server with {0} needs "tls"; Istio refuses it without.', protocol.value), {
      fixes: () => {
        const edit = addField(entry, node, 'tls', { mode: 'PASSTHROUGH' });
        return edit ? [{ title: t('Pass the encrypted connection through'), edits: [edit] }] : [];
      },
    });
  },
});
