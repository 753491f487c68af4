import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportValues } from '../policy-reports.ts';
import { pathProblem } from '../policy-values.ts';

const FIELDS = ['paths', 'notPaths'] as const;

export default defineFieldRule({
  id: 'authorization-policy/path-template',
  alias: 'ap-path-template',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].to[].operation'],
  docs: () => ({
    summary: t(
      'Braces in a path stand only in the templates `{*}` and `{**}`, each a whole segment; Istio refuses others.',
    ),
    details: t(
      '`{*}` matches one segment and `{**}` any number of them; nothing but plain segments may follow `{**}`. Templates have no names: `/users/{id}` is written `/users/{*}`. Beside them `*` loses its usual meaning and is refused; without templates it may stand at the start or the end of a path.',
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
            paths: ["/users/{id}/orders"]
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
            paths: ["/users/{*}/orders"]
`,
    sources: [
      'istio: pkg/config/security/security.go, CheckValidPathTemplate',
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
    ],
  }),
  check({ node }, context) {
    if (node.kind === 'map') reportValues(context, node, FIELDS, pathProblem);
  },
});
