import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-not-valid.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('takes numbers from 0 to 65535', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{to: [{operation: {ports: ["0", "080", "65535"]}}]}]
`,
  );
});

test('refuses all else', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules: [{to: [{operation: {ports: ["65536", http], notPorts: ["8000-9000"]}}]}]
#                                    ^^^^^^^ error: "65536" is no port from 0 to 65535; Istio refuses it.
#                                             ^^^^ error: "http" is no port from 0 to 65535; Istio refuses it.
#                                                               ^^^^^^^^^^^ error: "8000-9000" is no port from 0 to 65535; Istio refuses it.
`,
  );
});

test('strips the protocol', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{to: [{operation: {ports: ["80/tcp"]}}]}]
`,
    'Change to "80"',
    `${HEAD}spec:
  rules: [{to: [{operation: {ports: ["80"]}}]}]
`,
  );
});
