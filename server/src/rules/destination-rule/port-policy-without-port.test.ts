import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-policy-without-port.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    portLevelSettings:
`;

test('refuses settings for no port', () => {
  checkRule(
    rule,
    `${HEAD}      - tls: {}
#       ^^^ error: These settings name no port; Istio refuses the policy.
      - {tls: {}, port: null}
#        ^^^ error: These settings name no port; Istio refuses the policy.
      - {tls: {}, port: {}}
      - {tls: {}, port: {number: 80}}
      - {tls: {}, ports: {number: 80}}
`,
  );
});

test('adds a port', () => {
  checkFix(
    rule,
    `${HEAD}      - tls: {}\n`,
    'Add "port"',
    `${HEAD}      - tls: {}\n        port:\n          number: 80\n`,
  );
});
