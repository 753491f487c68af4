import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './ip-not-valid.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('takes addresses and ranges', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - from:
        - source:
            ipBlocks: [10.0.0.1, 10.1.2.3/8, "::1", "fe80::1%eth0", "::/0", "\${IP}"]
`,
  );
});

test('refuses all else', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - from:
        - source:
            notIpBlocks: [10.0.0.0/33, 010.0.0.1]
#                         ^^^^^^^^^^^ error: "10.0.0.0/33" is no range of addresses, such as 10.0.0.0/8; Istio refuses it.
#                                      ^^^^^^^^^ error: "010.0.0.1" is neither an address nor a range of addresses; Istio refuses it.
            remoteIpBlocks: [a.com, "10.0.0.1:80"]
#                            ^^^^^ error: "a.com" is neither an address nor a range of addresses; Istio refuses it.
#                                   ^^^^^^^^^^^^^ error: "10.0.0.1:80" is neither an address nor a range of addresses; Istio refuses it.
`,
  );
});

test('makes a range of a pattern', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {ipBlocks: ["10.1.*.*"]}}]}]
`,
    'Change to "10.1.0.0/16"',
    `${HEAD}spec:
  rules: [{from: [{source: {ipBlocks: ["10.1.0.0/16"]}}]}]
`,
  );
});

test('strips the port', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{from: [{source: {ipBlocks: ["10.0.0.1:80"]}}]}]
`,
    'Change to "10.0.0.1"',
    `${HEAD}spec:
  rules: [{from: [{source: {ipBlocks: ["10.0.0.1"]}}]}]
`,
  );
});
