import { t } from '../../l10n.ts';
import type { MapNode, RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, keyOf, mapsAt, textAt } from '../field-access.ts';
import { isFilled } from '../listener-values.ts';

const MODES: ReadonlySet<string> = new Set(['SIMPLE', 'MUTUAL', 'OPTIONAL_MUTUAL']);

export default defineFieldRule({
  id: 'gateway/tls-certificate-missing',
  alias: 'gw-tls-simple-certs',
  severity: 'error',
  rejects: true,
  kinds: ['Gateway', 'Sidecar'],
  at: ['serverTls:'],
  docs: () => ({
    summary: t('A server that ends the encryption needs a certificate and its key; Istio refuses it without.'),
    details: t(
      'With mode `SIMPLE`, `MUTUAL` or `OPTIONAL_MUTUAL` name a Secret in the namespace of the gateway pods with `credentialName`, or the paths of files in the pod with `serverCertificate` and `privateKey`. A Sidecar takes files only.',
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
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateTLSOptions',
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const mode = textAt(node, 'mode');
    if (!mode || !MODES.has(mode.value)) return;
    if (isFilled(node, 'credentialName') || countAt(node, 'credentialNames') > 0) return;
    if (countAt(node, 'tlsCertificates') > 0) {
      for (const item of mapsAt(node, 'tlsCertificates')) {
        const lacking = lackingIn(item);
        if (lacking) report(item.pairs[0]?.key ?? item, messageFor(lacking.field));
      }
      return;
    }
    const lacking = lackingIn(node);
    if (!lacking) return;
    if (lacking.place) report(lacking.place, messageFor(lacking.field));
    else if (entry.resource.kind === 'Sidecar') {
      report(mode.node, t('Mode {0} needs a certificate: "serverCertificate" and "privateKey".', mode.value));
    } else {
      report(
        mode.node,
        t('Mode {0} needs a certificate: "credentialName", or "serverCertificate" and "privateKey".', mode.value),
      );
    }
  },
});

/** The field that is missing, and the one that stands there without it. */
function lackingIn(map: MapNode): { field: string; place: RelativeRange | undefined } | undefined {
  const hasCertificate = isFilled(map, 'serverCertificate');
  const hasKey = isFilled(map, 'privateKey');
  if (hasCertificate && hasKey) return undefined;
  if (hasCertificate) return { field: 'privateKey', place: keyOf(map, 'serverCertificate') };
  return { field: 'serverCertificate', place: hasKey ? keyOf(map, 'privateKey') : undefined };
}

function messageFor(field: string): string {
  return field === 'privateKey'
    ? t('A certificate needs its key; Istio refuses it without "privateKey".')
    : t('A key needs its certificate; Istio refuses it without "serverCertificate".');
}
