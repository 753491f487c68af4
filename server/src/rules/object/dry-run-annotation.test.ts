import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './dry-run-annotation.ts';

const policy = (value: string, action: string) => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a, annotations: {istio.io/dry-run: ${value}}}
spec: {action: ${action}}
`;

test('refuses it on other kinds', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a, annotations: {istio.io/dry-run: "true"}}
#                                 ^^^^^^^^^^^^^^^^ error: Only an AuthorizationPolicy has a dry run; Istio refuses this WorkloadEntry for the annotation.
spec: {address: a.com}
`,
  );
});

test('refuses other actions and values', () => {
  checkRule(
    rule,
    `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a, annotations: {istio.io/dry-run: "true"}}
#                                 ^^^^^^^^^^^^^^^^ error: There is a dry run for the actions ALLOW and DENY only; Istio refuses it for AUDIT.
spec: {action: AUDIT}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a, annotations: {istio.io/dry-run: maybe}}
#                                                   ^^^^^ error: "maybe" is neither "true" nor "false"; Istio refuses the policy.
`,
  );
});

test('takes what Go reads as a boolean', () => {
  checkRule(rule, ['"true"', '"F"', '"0"', `"\${DRY}"`].map((value) => policy(value, 'DENY')).join('---\n'));
  checkRule(rule, policy('"x"', `"\${ACTION}"`));
});

test('takes it out', () => {
  checkFix(
    rule,
    policy('"true"', 'AUDIT'),
    'Remove "istio.io/dry-run"',
    policy('', 'AUDIT').replace('istio.io/dry-run: ', ''),
  );
});
