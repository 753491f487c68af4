import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './least-conn-renamed.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

test('knows the new name, wherever the load balancer stands', () => {
  checkRule(
    rule,
    `${HEAD}    loadBalancer: {simple: LEAST_REQUEST}
    portLevelSettings:
      - port: {number: 80}
        loadBalancer:
          simple: LEAST_CONN
#                 ^^^^^^^^^^ hint: LEAST_CONN is the old name of LEAST_REQUEST, which means the same.
`,
  );
});

test('puts it in', () => {
  checkFix(
    rule,
    `${HEAD}    loadBalancer: {simple: LEAST_CONN}\n`,
    'Change to "LEAST_REQUEST"',
    `${HEAD}    loadBalancer: {simple: LEAST_REQUEST}\n`,
  );
});
