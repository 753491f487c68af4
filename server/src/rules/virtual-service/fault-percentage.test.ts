import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './fault-percentage.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses shares that Envoy cannot count', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - fault:
        abort: {httpStatus: 503, percentage: {value: 100.1}}
#                                                    ^^^^^ error: 100.1 is no percentage that Istio takes: 0, or 0.0001 to 100.
        delay: {fixedDelay: 1s, percentage: {value: 0.00001}}
#                                                   ^^^^^^^ error: 0.00001 is no percentage that Istio takes: 0, or 0.0001 to 100.
    - fault:
        abort: {httpStatus: 503, percentage: {value: -1}}
#                                                    ^^ error: -1 is no percentage that Istio takes: 0, or 0.0001 to 100.
        delay: {fixedDelay: 1s, percentage: {value: 0.0001}}
    - fault:
        abort: {httpStatus: 503, percentage: {value: 0}}
        delay: {fixedDelay: 1s, percentage: {}}
`,
  );
});
