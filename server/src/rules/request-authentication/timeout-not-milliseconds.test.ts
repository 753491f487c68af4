import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './timeout-not-milliseconds.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: a}
`;

test('refuses parts of a millisecond', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  jwtRules:
    - {issuer: a, timeout: 1.0005s}
#                          ^^^^^^^ error: "1.0005s" is no whole number of milliseconds; Istio refuses it.
    - {issuer: a, timeout: 1500us}
#                          ^^^^^^ error: "1500us" is no whole number of milliseconds; Istio refuses it.
    - {issuer: a, timeout: 1.001s}
    - {issuer: a, timeout: 2.003s}
    - {issuer: a, timeout: 0.5ms}
    - {issuer: a, timeout: 5}
`,
  );
});

test('rounds', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  jwtRules: [{issuer: a, timeout: 1.0004s}]
`,
    'Change to "1000ms"',
    `${HEAD}spec:
  jwtRules: [{issuer: a, timeout: 1000ms}]
`,
  );
});
