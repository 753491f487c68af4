import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportValues } from '../policy-reports.ts';
import { accountProblem } from '../policy-values.ts';

const FIELDS = ['serviceAccounts', 'notServiceAccounts'] as const;

export default defineFieldRule({
  id: 'authorization-policy/service-account-form',
  alias: 'ap-service-account',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].from[].source'],
  docs: () => ({
    summary: t('A service account is written as its name, or namespace/name; Istio refuses other forms.'),
    details: t(
      'The name alone means the policy’s own namespace. There are no wildcards here; whole identities (`cluster.local/ns/vm/sa/whoami`), also with `*`, go into `principals`.',
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
            serviceAccounts: [cluster.local/ns/vm/sa/whoami]
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
            serviceAccounts: [vm/whoami]
`,
    sources: ['istio: pkg/config/security/security.go, CheckServiceAccount'],
  }),
  check({ node }, context) {
    if (node.kind === 'map') reportValues(context, node, FIELDS, accountProblem);
  },
});
