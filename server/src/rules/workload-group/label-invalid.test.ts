import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './label-invalid.ts';

const WG = `apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata: {name: a}
`;

test('refuses what is no label of the group, and warns of one in the template', () => {
  checkRule(
    rule,
    `${WG}spec:
  metadata:
    labels: {app: "a,b"}
#                 ^^^^^ error: Istio refuses "a,b" in a label: it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends.
  template:
    labels: {app: "a,b", v: ok}
#                 ^^^^^ warning: Istio will refuse each machine that registers, because of "a,b": it takes letters, digits, dashes, underscores and dots, with a letter or digit at both ends.
`,
  );
});
