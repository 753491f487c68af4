import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './mirror-percentage.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses shares beyond 0 to 100', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - mirrorPercentage: {value: 100.5}
#                               ^^^^^ error: 100.5 is no percentage; Istio takes 0 to 100.
      mirrors: [{destination: {host: a}, percentage: {value: -1}}]
#                                                            ^^ error: -1 is no percentage; Istio takes 0 to 100.
    - mirrorPercentage: {value: 0.00001}
      mirrors: [{destination: {host: a}, percentage: {value: 100}}]
`,
  );
});
