import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportValues } from '../policy-reports.ts';
import { trustDomainProblem } from '../policy-values.ts';

const FIELDS = ['trustDomains', 'notTrustDomains'] as const;

export default defineFieldRule({
  id: 'authorization-policy/trust-domain-form',
  alias: 'ap-trust-domain',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].from[].source'],
  docs: () => ({
    summary: t('A trust domain is the first part of an identity, with `*` at one end at most; Istio refuses more.'),
    details: t(
      'Of `spiffe://cluster.local/ns/vm/sa/whoami` the trust domain is `cluster.local`. `*` alone matches every caller that has an identity, `*.internal.com` and `prod-*` match by their other end. The whole identity goes into `principals`, without `spiffe://`.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - from:
        - source:
            trustDomains: ["spiffe://cluster.local"]
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - from:
        - source:
            trustDomains: [cluster.local]
`,
    sources: ['istio: pkg/config/security/security.go, CheckTrustDomainValues'],
  }),
  check({ node }, context) {
    if (node.kind === 'map') reportValues(context, node, FIELDS, trustDomainProblem);
  },
});
