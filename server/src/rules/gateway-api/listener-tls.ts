import { t } from '../../l10n.ts';
import type { MapNode, RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { countAt, entriesOf, isSet, keyOf, mapAt, type Said, textAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { changeFixes, setFix } from '../listener-values.ts';

const PLAIN: ReadonlySet<string> = new Set(['HTTP', 'TCP', 'UDP']);

export default defineFieldRule({
  id: 'gateway-api/listener-tls',
  alias: 'gwapi-listener-tls',
  severity: 'error',
  rejects: true,
  kinds: ['KubernetesGateway'],
  at: ['Gateway:spec.listeners[]'],
  docs: () => ({
    summary: t(
      'The `tls` of a listener fits its protocol: none on HTTP, TCP and UDP, a certificate where the encryption ends, a mode on TLS; the API server refuses the rest.',
    ),
    details: t(
      'HTTPS ends the encryption at the Gateway (`mode: Terminate`, also when absent) and needs `certificateRefs`. To pass the connection through take `protocol: TLS` with `mode: Passthrough` and a TLSRoute. Listeners for TCP and UDP have no host names, since nothing in the traffic says one.',
    ),
    invalid: `
//- whoami-gateway.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  gatewayClassName: istio
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        mode: Passthrough
`,
    valid: `
//- whoami-gateway.yaml
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: whoami-gateway
spec:
  gatewayClassName: istio
  listeners:
    - name: https
      protocol: HTTPS
      port: 443
      tls:
        certificateRefs:
          - name: whoami-cert
`,
    sources: [
      'gateway-api: config/crd/standard/gateway.networking.k8s.io_gateways.yaml',
      'https://gateway-api.sigs.k8s.io/reference/api-spec/main/spec/#listenertlsconfig',
    ],
  }),
  check({ node, where }, context) {
    if (node.kind !== 'map') return;
    const protocol = textAt(node, 'protocol');
    if (!protocol) return;
    const { entry, report } = context;
    const isPlain = PLAIN.has(protocol.value);
    if (isPlain && protocol.value !== 'HTTP' && textAt(node, 'hostname')?.value) {
      report(
        keyOf(node, 'hostname') ?? where,
        t('A listener for {0} has no host name; the API server refuses it.', protocol.value),
        {
          fixes: () => removeFix(entry, node, 'hostname', true),
        },
      );
    }
    const tls = mapAt(node, 'tls');
    if (isPlain && isSet(node, 'tls')) {
      report(
        keyOf(node, 'tls') ?? where,
        t('A listener for {0} is not encrypted; the API server refuses "tls".', protocol.value),
        {
          fixes: () => [
            ...removeFix(entry, node, 'tls'),
            ...changeFixes(entry, protocol.node, endsHere(protocol.value, tls) ? 'HTTPS' : 'TLS', false),
          ],
        },
      );
    } else if (tls) checkTls(tls, keyOf(node, 'tls') ?? where, protocol, context);
    else if (protocol.value === 'TLS' && !isSet(node, 'tls')) {
      // Where there is a `tls` without a mode the API server adds the mode itself.
      report(protocol.node, t('A listener for TLS needs "tls" with a mode; the API server refuses it without.'));
    }
  },
});

function checkTls(tls: MapNode, place: RelativeRange, protocol: Said<string>, { entry, report }: SiteContext): void {
  const mode = wordAt(tls, 'mode', 'Terminate');
  if (protocol.value === 'HTTPS' && mode === 'Passthrough') {
    report(
      textAt(tls, 'mode')?.node ?? place,
      t('HTTPS ends at the Gateway; the API server refuses to pass it through. The protocol for that is TLS.'),
      {
        fixes: () => [
          ...changeFixes(entry, protocol.node, 'TLS', false),
          ...(countAt(tls, 'certificateRefs') > 0 ? setFix(entry, tls, 'mode', 'Terminate') : []),
        ],
      },
    );
  } else if (
    mode === 'Terminate' &&
    countAt(tls, 'certificateRefs') === 0 &&
    entriesOf(mapAt(tls, 'options')).length === 0
  ) {
    if (isSet(tls, 'options') && !mapAt(tls, 'options')) return;
    report(
      place,
      t('Where the encryption ends a certificate is needed; the API server refuses it without "certificateRefs".'),
    );
  }
}

/** Whether a listener for HTTP means to end the encryption, not to pass it through. */
function endsHere(protocol: string, tls: MapNode | undefined): boolean {
  return protocol === 'HTTP' && wordAt(tls, 'mode', 'Terminate') !== 'Passthrough';
}
