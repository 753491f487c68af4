import { t } from '../../l10n.ts';
import { isFqdn, isWildcardDomain } from '../../model/host-names.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isLookedUp } from '../endpoint-values.ts';
import { countAt, isSet, textsAt, wordAt } from '../field-access.ts';
import { setFix } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

const FIRST_WITH_DYNAMIC_DNS = 28;

export default defineFieldRule({
  id: 'service-entry/dns-wildcard-host',
  alias: 'se-dns-wildcard-host',
  severity: 'error',
  rejects: true,
  kinds: ['ServiceEntry'],
  at: ['ServiceEntry:spec'],
  docs: () => ({
    summary: t(
      'With resolution DNS and no endpoints the hosts are looked up, so none may have a wildcard; Istio refuses it.',
    ),
    details: t(
      'This holds with a `workloadSelector` too. With `NONE` traffic goes where the client addressed it; with `DYNAMIC_DNS` (newer releases) the proxy looks up the name that each request has; with `endpoints` those are called for all names.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: DNS
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
spec:
  hosts:
    - "*.internal.com"
  ports:
    - number: 80
      name: http
      protocol: HTTP
  resolution: NONE
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateServiceEntry'],
  }),
  check({ node }, { report, entry, release }) {
    if (node.kind !== 'map' || (isSet(node, 'endpoints') && countAt(node, 'endpoints') !== 0)) return;
    const resolution = wordAt(node, 'resolution', 'NONE');
    if (!isLookedUp(resolution)) return;
    for (const host of textsAt(node, 'hosts')) {
      if (isFqdn(host.value) || !isWildcardDomain(host.value)) continue;
      const message = host.value.includes('*')
        ? t(
            'Nobody can look up "{0}": Istio refuses a wildcard with resolution {1} unless there are endpoints.',
            shown(host.value),
            resolution,
          )
        : t(
            '"{0}" is no name that can be looked up; Istio refuses it with resolution {1}.',
            shown(host.value),
            resolution,
          );
      report(host.node, message, {
        fixes: () =>
          host.value.includes('*')
            ? [
                ...setFix(entry, node, 'resolution', 'NONE'),
                ...(release >= FIRST_WITH_DYNAMIC_DNS ? setFix(entry, node, 'resolution', 'DYNAMIC_DNS') : []),
              ]
            : [],
      });
    }
  },
});
