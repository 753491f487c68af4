import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './match-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses numbers beyond 65535', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{port: 65536}]
#                    ^^^^^ error: 65536 is no port; Istio takes numbers from 1 to 65535.
  tls:
    - match: [{port: 70000, sniHosts: [a.com]}]
#                    ^^^^^ error: 70000 is no port; Istio takes numbers from 1 to 65535.
  tcp:
    - match: [{port: 65535}, {port: 0}, {port: 1}]
`,
  );
});
