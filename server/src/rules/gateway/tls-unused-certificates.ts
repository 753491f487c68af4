import { t } from '../../l10n.ts';
import { isHttp, isTls, parseProtocol } from '../../model/protocols.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { countAt, isSet, keyOf, mapAt, textAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isFilled, setFix } from '../listener-values.ts';

const FILES = ['serverCertificate', 'privateKey', 'caCertificates'];

export default defineFieldRule({
  id: 'gateway/tls-unused-certificates',
  alias: 'gw-tls-passthrough-certs',
  severity: 'warning',
  kinds: ['Gateway', 'Sidecar'],
  at: ['Gateway:spec.servers[]', 'Sidecar:spec.ingress[]'],
  docs: () => ({
    summary: t(
      'Where the connection is passed through no certificate is used; Istio warns and ignores those that are named.',
    ),
    details: t(
      'Without `mode` a server passes the encrypted connection through to the workload behind it, and so it does with `PASSTHROUGH` and `AUTO_PASSTHROUGH`. To end the encryption here and show a certificate write `mode: SIMPLE`, or `MUTUAL` to ask clients for one as well.',
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
        credentialName: whoami-cert
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
      'https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings-TLSmode',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const tls = mapAt(node, 'tls');
    if (!tls) return;
    const mode = wordAt(tls, 'mode', 'PASSTHROUGH');
    if (mode !== 'PASSTHROUGH' && mode !== 'AUTO_PASSTHROUGH') return;
    const unused = unusedIn(tls, schema.structure === 'Sidecar');
    if (unused === undefined) return;
    const protocol = parseProtocol(textAt(mapAt(node, 'port'), 'protocol')?.value ?? '');
    const isEncrypted = isTls(protocol);
    // What Istio refuses altogether is said elsewhere.
    if (protocol && !isEncrypted && (!isHttp(protocol) || FILES.some((field) => isFilled(tls, field)))) return;
    report(
      keyOf(tls, unused) ?? where,
      isSet(tls, 'mode')
        ? t('With mode {0} the connection is passed through, and "{1}" is ignored.', mode, unused)
        : t('Without a mode the connection is passed through, and "{0}" is ignored.', unused),
      {
        fixes: () => [
          ...(isEncrypted ? setFix(entry, tls, 'mode', 'SIMPLE', !isSet(tls, 'mode')) : []),
          ...removeFix(entry, tls, unused),
        ],
      },
    );
  },
});

/** The first field that names a certificate for nothing. */
function unusedIn(tls: MapNode, isSidecar: boolean): string | undefined {
  if (!isSidecar) {
    if (isFilled(tls, 'credentialName')) return 'credentialName';
    const list = ['credentialNames', 'tlsCertificates'].find((field) => countAt(tls, field) > 0);
    if (list !== undefined) return list;
  }
  return [...FILES, 'caCrl'].find((field) => isFilled(tls, field));
}
