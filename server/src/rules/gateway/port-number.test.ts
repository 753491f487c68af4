import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-number.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses numbers that are no port', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 65536, name: a, protocol: HTTP}
#                    ^^^^^ error: 65536 is no port; Istio takes numbers from 1 to 65535.
    - port: {number: 0, name: b, protocol: HTTP}
#                    ^ error: 0 is no port; Istio takes numbers from 1 to 65535.
    - port: {number: 65535, name: c, protocol: HTTP}
    - port: {number: "\${PORT}", name: d, protocol: HTTP}
`,
  );
});

test('takes 0 only with a socket', () => {
  checkRule(
    rule,
    `${HEAD}    - bind: unix:///run/a
      port: {number: 0, name: a, protocol: HTTP}
    - bind: unix:///run/b
      port: {number: 80, name: b, protocol: HTTP}
#                    ^^ error: A Unix socket has no port; Istio refuses a number other than 0 beside it.
`,
  );
});

test('writes 0', () => {
  checkFix(
    rule,
    `${HEAD}    - {bind: "unix://@a", port: {number: 80}}
`,
    'Change to "0"',
    `${HEAD}    - {bind: "unix://@a", port: {number: 0}}
`,
  );
});
