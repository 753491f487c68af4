import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { reportValues } from '../policy-reports.ts';
import { ipProblem } from '../policy-values.ts';

const FIELDS = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'] as const;

export default defineFieldRule({
  id: 'authorization-policy/ip-not-valid',
  alias: 'ap-ip',
  severity: 'error',
  rejects: true,
  kinds: ['AuthorizationPolicy'],
  at: ['AuthorizationPolicy:spec.rules[].from[].source'],
  docs: () => ({
    summary: t('Callers are given as addresses or ranges of them; Istio refuses names, ports and patterns.'),
    details: t(
      'Write one address (`172.29.9.61`, `"2001:db8::1"`) or a range with the length of its prefix (`172.29.0.0/16`). There are no wildcards, and leading zeros are refused too.',
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
            ipBlocks: ["172.29.9.*"]
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
            ipBlocks: ["172.29.9.0/24"]
`,
    sources: [
      'istio: pkg/config/security/security.go, ValidateIPs',
      'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source',
    ],
  }),
  check({ node }, context) {
    if (node.kind === 'map') reportValues(context, node, FIELDS, ipProblem);
  },
});
