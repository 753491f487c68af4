import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './keepalive-incomplete.ts';

function withKeepAlive(keepAlive: string): string {
  return `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  inboundConnectionPool:
    http:
      http2KeepAlive: ${keepAlive}
`;
}

test('refuses a half and nothing', () => {
  checkRule(
    rule,
    `${withKeepAlive('{timeout: 5s}')}#     ^^^^^^^^^^^^^^ error: This keep-alive has no interval; Istio refuses it.
---
${withKeepAlive('{}')}#     ^^^^^^^^^^^^^^ error: This keep-alive has no interval and no timeout; Istio refuses it.
---
${withKeepAlive('{interval: 1s, timeout: 5s}')}---
${withKeepAlive('{interval: 1s, timeOut: 5s}')}`,
  );
});

test('adds what is missing', () => {
  checkFix(rule, withKeepAlive('{interval: 30s}'), 'Add "timeout"', withKeepAlive('{interval: 30s, timeout: 5s}'));
  checkFix(
    rule,
    withKeepAlive('{}'),
    'Add "interval, timeout"',
    withKeepAlive('\n        interval: 30s\n        timeout: 5s').replace('http2KeepAlive: ', 'http2KeepAlive:'),
  );
});
