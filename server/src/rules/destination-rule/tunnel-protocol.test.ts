import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './tunnel-protocol.ts';

function withProtocol(protocol: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    tunnel: {targetHost: a, targetPort: 80, protocol: ${protocol}}
`;
}

test('refuses other protocols', () => {
  checkRule(
    rule,
    `${withProtocol('connect')}#                                                     ^^^^^^^ error: Istio refuses "connect" for a tunnel; it knows CONNECT and POST.
---
${withProtocol('POST')}---
${withProtocol('CONNECT')}---
${withProtocol('""')}---
${withProtocol(`"\${PROTOCOL}"`)}`,
  );
});

test('knows which one is meant', () => {
  checkFix(rule, withProtocol('Post'), 'Change to "POST"', withProtocol('POST'));
  checkFixTitles(rule, withProtocol('HTTP'), ['Change to "CONNECT"', 'Change to "POST"']);
});
