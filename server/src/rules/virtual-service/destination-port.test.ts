import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './destination-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no port', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route:
        - destination: {host: a, port: {number: 0}}
#                                               ^ error: 0 is no port; Istio takes numbers from 1 to 65535.
        - destination: {host: a, port: {number: 65536}}
#                                               ^^^^^ error: 65536 is no port; Istio takes numbers from 1 to 65535.
        - destination: {host: a, port: {}}
#                                ^^^^ error: This port has no number; Istio refuses it.
        - destination: {host: a, port: {number: 65535}}
        - destination: {host: a, port: {number: "\${PORT}"}}
        - destination: {host: a, port: {name: http}}
      mirror: {host: a, port: {number: null}}
#                       ^^^^ error: This port has no number; Istio refuses it.
`,
  );
});

test('removes an empty port', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - route: [{destination: {host: a, port: {}}}]
`,
    'Remove "port"',
    `${HEAD}  http:
    - route: [{destination: {host: a}}]
`,
  );
});
