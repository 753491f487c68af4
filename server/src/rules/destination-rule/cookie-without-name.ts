import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'destination-rule/cookie-without-name',
  alias: 'dr-hash-cookie',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:consistentHash.httpCookie', 'loadBalancer:consistentHash.httpCookie.attributes[]'],
  docs: () => ({
    summary: t('A cookie to hash has a name, and so has each of its attributes; Istio refuses an empty one.'),
    details: t(
      'Envoy reads the cookie of this name from each request, and makes one (with the `ttl`, the `path` and the attributes given) where there is none and a `ttl` is set.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      consistentHash:
        httpCookie:
          name: ""
          ttl: 1h
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
    loadBalancer:
      consistentHash:
        httpCookie:
          name: whoami-session
          ttl: 1h
`,
    sources: ['istio: pkg/config/validation/validation.go, validateLoadBalancer'],
  }),
  check({ node, schema }, { report }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (name?.value !== '') return;
    report(
      name.node,
      schema.path.endsWith('[]')
        ? t('An attribute of a cookie has a name; Istio refuses an empty one.')
        : t('A cookie to hash has a name; Istio refuses an empty one.'),
    );
  },
});
