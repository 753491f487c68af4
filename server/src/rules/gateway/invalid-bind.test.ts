import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './invalid-bind.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('takes addresses and sockets', () => {
  checkRule(
    rule,
    `${HEAD}    - bind: ::1
    - bind: fe80::1%eth0
    - bind: unix://@a
    - bind: unix:///run/a
    - bind: ""
`,
  );
});

test('refuses all else', () => {
  checkRule(
    rule,
    `${HEAD}    - bind: localhost
#           ^^^^^^^^^ error: "localhost" is no IP address; Istio refuses it as the address to listen at.
    - bind: 1.2.3.4:80
#           ^^^^^^^^^^ error: "1.2.3.4:80" is no IP address; Istio refuses it as the address to listen at.
    - bind: unix://run/a
#           ^^^^^^^^^^^^ error: "unix://run/a" is no socket; Istio takes an absolute path of a file, or "@" and a name.
    - bind: unix:///run/
#           ^^^^^^^^^^^^ error: "unix:///run/" is no socket; Istio takes an absolute path of a file, or "@" and a name.
`,
  );
});

test('keeps the address alone', () => {
  checkFix(
    rule,
    `${HEAD}    - bind: "[::1]:80"
`,
    'Change to "::1"',
    `${HEAD}    - bind: "::1"
`,
  );
});

test('knows the own machine', () => {
  checkFix(
    rule,
    `${HEAD}    - bind: localhost
`,
    'Change to "127.0.0.1"',
    `${HEAD}    - bind: 127.0.0.1
`,
  );
});
