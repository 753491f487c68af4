import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './probe-header-name.ts';

const WG = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a}
`;

test('refuses a name with underscores, and none', () => {
  checkRule(
    rule,
    `${WG}spec:
  template: {}
  probe:
    httpGet:
      port: 80
      httpHeaders:
        - {name: x_a, value: b}
#                ^^^ error: Istio refuses the header "x_a": in a probe a name has letters, digits and dashes only.
        - {value: b}
#          ^^^^^ error: This header has no name; Istio refuses the probe.
        - {name: X-9-, value: b}
        - {name: "\${NAME}", value: b}
`,
  );
});

test('makes dashes of underscores', () => {
  const text = (name: string) =>
    `${WG}spec: {template: {}, probe: {httpGet: {port: 80, httpHeaders: [{name: ${name}}]}}}\n`;
  checkFix(rule, text('x_a_b'), 'Change to "x-a-b"', text('x-a-b'));
});
