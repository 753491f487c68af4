import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportValues } from '../policy-reports.ts';
import { portProblem } from '../policy-values.ts';

const FIELDS = ['ports', 'notPorts'] as const;

export default defineFieldRule({
  id: 'authorization-policy/port-not-valid',
  alias: 'ap-port',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].to[].operation'],
  docs: () => ({
    summary: t('Ports in a rule are single numbers, as text; Istio refuses names and ranges.'),
    details: t(
      'What counts is the port that the workload listens on, not that of its service. Write each port as text of its own: `ports: ["8080", "8443"]`.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - to:
        - operation:
            ports: ["8080/tcp"]
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  rules:
    - to:
        - operation:
            ports: ["8080"]
`,
    sources: [
      'istio: pkg/config/security/security.go, ValidatePorts',
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
    ],
  }),
  check({ node }, context) {
    if (node.kind === 'map') reportValues(context, node, FIELDS, portProblem);
  },
});
