import { t } from '../../l10n.ts';
import { isTls, parseProtocol } from '../../model/protocols.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, flagAt, keyOf, mapAt, textAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isFilled } from '../listener-values.ts';

export default defineFieldRule({
  id: 'sidecar/ingress-tls',
  alias: 'sc-ingress-tls',
  severity: 'error',
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t(
      'A Sidecar ends TLS with files only: Istio refuses names of Secrets, redirects, names of clients and the modes of the mesh in `ingress[].tls`, and `tls` on ports without encryption.',
    ),
    details: t(
      'The proxy of a workload has no access to Secrets, so the certificate lies in its own file system: `mode: SIMPLE` or `MUTUAL` with `serverCertificate` and `privateKey`. Mutual TLS of the mesh is set by a PeerAuthentication.',
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
        number: 8443
        protocol: HTTPS
        name: https
      tls:
        mode: SIMPLE
        credentialName: whoami-cert
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
        number: 8443
        protocol: HTTPS
        name: https
      tls:
        mode: SIMPLE
        serverCertificate: /etc/certs/tls.crt
        privateKey: /etc/certs/tls.key
`,
    sources: [
      'istio: pkg/config/validation/validation.go, ValidateSidecar',
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioIngressListener-tls',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const port = mapAt(node, 'port');
    const tls = port && mapAt(node, 'tls');
    if (!tls) return;
    const protocol = wordAt(port, 'protocol', '');
    if (protocol !== undefined && !isTls(parseProtocol(protocol))) {
      report(
        keyOf(node, 'tls') ?? where,
        t('Only a port with HTTPS or TLS takes "tls"; Istio refuses it on any other.'),
        {
          fixes: () => removeFix(entry, node, 'tls'),
        },
      );
      return;
    }
    const mode = textAt(tls, 'mode');
    if (mode?.value === 'ISTIO_MUTUAL' || mode?.value === 'AUTO_PASSTHROUGH') {
      report(
        mode.node,
        t('Istio refuses mode {0} in a Sidecar; mutual TLS is set by a PeerAuthentication.', mode.value),
      );
    }
    for (const field of unsupportedIn(tls)) {
      report(keyOf(tls, field) ?? where, t('A Sidecar does not support "{0}"; Istio refuses it.', field), {
        fixes: () => removeFix(entry, tls, field, field === 'httpsRedirect'),
      });
    }
  },
});

function unsupportedIn(tls: MapNode): string[] {
  return [
    ...['subjectAltNames', 'credentialNames', 'tlsCertificates'].filter((field) => countAt(tls, field) > 0),
    ...(isFilled(tls, 'credentialName') ? ['credentialName'] : []),
    ...(flagAt(tls, 'httpsRedirect') ? ['httpsRedirect'] : []),
  ];
}
