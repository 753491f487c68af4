import { t } from '../../l10n.ts';
import { isWildcardDomain } from '../../model/host-names.ts';
import { isIp } from '../../model/ip-addresses.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'destination-rule/host-not-name',
  alias: 'dr-host-format',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['DestinationRule:spec'],
  docs: () => ({
    summary: t(
      'The host of a DestinationRule is the name of a service, alone; Istio refuses addresses, ports and URLs.',
    ),
    details: t(
      'The rule applies to calls to the host of a Service or ServiceEntry, so the same name stands there. It may begin with `*` (`*.internal.com`, or `*` for all). Labels are letters, digits and `-`; there is no `_`. Ports are told apart with `portLevelSettings`; a ServiceEntry gives a name to an IP address.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com:8080
  trafficPolicy:
    loadBalancer:
      simple: ROUND_ROBIN
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    portLevelSettings:
      - port:
          number: 8080
        loadBalancer:
          simple: ROUND_ROBIN
`,
    sources: [
      'istio: pkg/config/validation/agent/validation.go, ValidateWildcardDomain',
      'https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const host = textAt(node, 'host');
    if (!host || isWildcardDomain(host.value)) return;
    const bare = bareHost(host.value);
    report(host.node, messageFor(host.value), {
      fixes: () => (bare === host.value || !isWildcardDomain(bare) ? [] : [changeFix(entry, host.node, bare, true)]),
    });
  },
});

function messageFor(host: string): string {
  const text = shown(host);
  if (host === '') return t('The host is empty; Istio refuses a rule that applies to no service.');
  if (host.includes('://')) return t('"{0}" is a URL; Istio takes the name of the host alone.', text);
  if (isIp(host)) return t('"{0}" is an IP address; Istio takes names of services only and refuses it.', text);
  if (/^[^:]+:[0-9]+$/.test(host)) return t('"{0}" has a port; Istio takes the name of the host alone.', text);
  if (host.slice(1).includes('*')) return t('"{0}" has a * inside; Istio takes one at the front only.', text);
  return t('"{0}" is no host name; Istio refuses it.', text);
}

/** Without a scheme, a path and a port. */
function bareHost(host: string): string {
  return host
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/\/.*$/s, '')
    .replace(/:[0-9]*$/, '');
}
