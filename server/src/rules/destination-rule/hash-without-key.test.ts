import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './hash-without-key.ts';

function withHash(hash: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      consistentHash: ${hash}
`;
}

test('warns where nothing is hashed', () => {
  checkRule(
    rule,
    `${withHash('{}')}#     ^^^^^^^^^^^^^^ warning: Nothing says what to hash; Envoy picks endpoints at random.
---
${withHash('{useSourceIp: false}')}#                      ^^^^^^^^^^^ warning: Nothing says what to hash; Envoy picks endpoints at random.
---
${withHash('{httpHeaderName: ""}')}#                      ^^^^^^^^^^^^^^ warning: Nothing says what to hash; Envoy picks endpoints at random.
---
${withHash('{httpHeaderName: x-user}')}---
${withHash('{httpCookie: {name: a}}')}---
${withHash('{useSourceIp: true}')}---
${withHash(`{httpQueryParameterName: "\${NAME}"}`)}---
${withHash(`{useSourceIp: "\${BY_ADDRESS}"}`)}---
${withHash('{httpHeader: x-user}')}`,
  );
});

test('offers the address of the client', () => {
  checkFix(rule, withHash('{ringHash: {}}'), 'Add "useSourceIp"', withHash('{ringHash: {}, useSourceIp: true}'));
  checkFix(rule, withHash('{useSourceIp: false}'), 'Change to "true"', withHash('{useSourceIp: true}'));
});
