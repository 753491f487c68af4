import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './weight-negative.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses weights below 0', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route: [{destination: {host: a}, weight: -1}, {destination: {host: b}, weight: 0}]
#                                              ^^ error: The weight -1 is below 0; Istio refuses it.
  tcp:
    - route: [{destination: {host: a}, weight: -5}]
#                                              ^^ error: The weight -5 is below 0; Istio refuses it.
`,
  );
});
