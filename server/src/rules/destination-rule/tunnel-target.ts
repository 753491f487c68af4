import { t } from '../../l10n.ts';
import { isFqdn } from '../../model/host-names.ts';
import { isIp } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { numberAt, textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/tunnel-target',
  alias: 'dr-tunnel',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['trafficPolicy:tunnel'],
  docs: () => ({
    summary: t('A tunnel leads to one host or IP address and a port from 1 to 65535; Istio refuses other targets.'),
    details: t(
      'The host of the rule is the proxy, `targetHost` and `targetPort` say where the proxy is to connect to. There are no wildcards, and the port stands apart.',
    ),
    invalid: `
//- proxy-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: proxy-dr
spec:
  host: proxy.internal.com
  trafficPolicy:
    tunnel:
      targetHost: mysql.internal.com:3306
      targetPort: 3306
`,
    valid: `
//- proxy-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: proxy-dr
spec:
  host: proxy.internal.com
  trafficPolicy:
    tunnel:
      targetHost: mysql.internal.com
      targetPort: 3306
`,
    sources: ['istio: pkg/config/validation/validation.go, validateTunnelSettings'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const host = textAt(node, 'targetHost');
    if (host && !isTarget(host.value)) {
      const bare = bareHost(host.value);
      report(
        host.node,
        host.value.includes('*')
          ? t('"{0}" is no single host; a tunnel leads to one, and Istio refuses *.', shown(host.value))
          : t('"{0}" is neither a host name nor an IP address; Istio refuses it.', shown(host.value)),
        { fixes: () => (isTarget(bare) ? [changeFix(entry, host.node, bare, true)] : []) },
      );
    }
    const port = numberAt(node, 'targetPort');
    if (port && (port.value < 1 || port.value > 65535)) {
      report(port.node, t('{0} is no port; Istio takes 1 to 65535.', port.value));
    }
  },
});

function isTarget(text: string): boolean {
  return isFqdn(text) || isIp(text);
}

/** Without a scheme, a path, a port and the brackets of an IPv6 address. */
function bareHost(text: string): string {
  return text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/\/.*$/s, '')
    .replace(/^\[(.*)\](?::[0-9]*)?$/, '$1')
    .replace(/^([^:]*):[0-9]*$/, '$1');
}
