import { t } from '../../l10n.ts';
import { isDnsLabel, isFqdn } from '../../model/host-names.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { isSet, keyOf, mapAt, textAt, wordAt } from '../field-access.ts';
import { removeFix } from '../field-fixes.ts';
import { isPort, portNumberOf, setFix } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'sidecar/egress-proxy',
  alias: 'sc-otp-egress-proxy',
  severity: 'error',
  codes: ['IST0002'],
  rejects: true,
  kinds: ['Sidecar'],
  at: ['Sidecar:spec.outboundTrafficPolicy'],
  docs: () => ({
    summary: t(
      'An egress proxy needs the mode ALLOW_ANY, a full host name and a port; Istio refuses it otherwise, and it is deprecated.',
    ),
    details: t(
      'It takes the traffic to hosts that the mesh does not know. Use an egress gateway with a ServiceEntry, a Gateway and a VirtualService instead.',
    ),
    invalid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  outboundTrafficPolicy:
    mode: REGISTRY_ONLY
    egressProxy:
      host: egress.istio-system.svc.cluster.local
      port:
        number: 443
`,
    valid: `
//- whoami-sidecar.yaml
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata:
  name: whoami
spec:
  outboundTrafficPolicy:
    mode: REGISTRY_ONLY
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateSidecarOutboundTrafficPolicy',
      'istio: pkg/config/analysis/analyzers/deprecation/deprecation.go',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const proxy = mapAt(node, 'egressProxy');
    if (!proxy) return;
    const place = keyOf(node, 'egressProxy') ?? where;
    const mode = wordAt(node, 'mode', 'REGISTRY_ONLY');
    if (mode !== undefined && mode !== 'ALLOW_ANY') {
      report(
        place,
        t('Only with mode ALLOW_ANY unknown traffic goes to a proxy; Istio refuses "egressProxy" with {0}.', mode),
        {
          fixes: () => [...setFix(entry, node, 'mode', 'ALLOW_ANY'), ...removeFix(entry, node, 'egressProxy')],
        },
      );
      return;
    }
    if (reportFaults(proxy, place, report)) return;
    report(place, t('"egressProxy" is deprecated; lead the traffic through an egress gateway instead.'), {
      severity: 'warning',
      fixes: () => removeFix(entry, node, 'egressProxy'),
    });
  },
});

/** Whether Istio refuses the proxy. */
function reportFaults(proxy: MapNode, place: { start: number; end: number }, report: SiteContext['report']): boolean {
  const host = textAt(proxy, 'host');
  const port = mapAt(proxy, 'port');
  const subset = textAt(proxy, 'subset');
  const number = port && portNumberOf(port);
  let isFaulty = false;
  if (host && !isFqdn(host.value)) {
    report(host.node, t('Istio refuses "{0}" as the host of a proxy: it is no full DNS name.', shown(host.value)));
    isFaulty = true;
  }
  if (!isSet(proxy, 'port')) {
    report(place, t('A proxy needs a port; Istio refuses it without.'));
    isFaulty = true;
  } else if (number && !isPort(number.value)) {
    report(
      number.node ?? keyOf(proxy, 'port') ?? place,
      number.node
        ? t('{0} is no port; Istio takes numbers from 1 to 65535.', number.value)
        : t('A proxy needs a port; Istio refuses it without.'),
    );
    isFaulty = true;
  }
  if (subset && subset.value !== '' && !isDnsLabel(subset.value)) {
    report(subset.node, t('Istio refuses "{0}" as the name of a subset: it takes no dots.', shown(subset.value)));
    isFaulty = true;
  }
  return isFaulty;
}
