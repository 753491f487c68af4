import { describe, test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './duration-too-fine.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

function withTimeout(timeout: string): string {
  return `${HEAD}    connectionPool: {tcp: {connectTimeout: ${timeout}}}\n`;
}

test('refuses fractions of milliseconds, wherever there is a duration', () => {
  checkRule(
    rule,
    `${HEAD}    loadBalancer:
      warmup:
        duration: 1.5ms
#                 ^^^^^ error: "1.5ms" has a fraction of a millisecond; Istio takes whole ones only.
    outlierDetection:
      interval: 1.0001s
#               ^^^^^^^ error: "1.0001s" has a fraction of a millisecond; Istio takes whole ones only.
      baseEjectionTime: 10s1us
#                       ^^^^^^ error: "10s1us" has a fraction of a millisecond; Istio takes whole ones only.
    portLevelSettings:
      - port: {number: 80}
        connectionPool:
          http:
            idleTimeout: 1.5ms
#                        ^^^^^ error: "1.5ms" has a fraction of a millisecond; Istio takes whole ones only.
            http2KeepAlive: {interval: 1.5ms, timeout: 1s}
#                                      ^^^^^ error: "1.5ms" has a fraction of a millisecond; Istio takes whole ones only.
          tcp:
            maxConnectionDuration: 1.5ms
#                                  ^^^^^ error: "1.5ms" has a fraction of a millisecond; Istio takes whole ones only.
            tcpKeepalive: {time: 1s, interval: 1.5ms}
#                                              ^^^^^ error: "1.5ms" has a fraction of a millisecond; Istio takes whole ones only.
`,
  );
});

test('refuses a negative idle timeout of TCP, in a Sidecar too', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  inboundConnectionPool:
    tcp:
      idleTimeout: -1s
#                  ^^^ error: "-1s" is too short; Istio takes 0s, or durations from 1ms on.
  ingress:
    - port: {number: 80, protocol: HTTP, name: http}
      connectionPool: {tcp: {idleTimeout: 1ms}}
    - port: {number: 81, protocol: HTTP, name: http-1}
      connectionPool: {tcp: {idleTimeout: 0s}}
    - port: {number: 82, protocol: HTTP, name: http-2}
      connectionPool: {tcp: {idleTimeout: 0.5ms}}
`,
  );
});

describe('takes', () => {
  test.each(['1ms', '1.001s', '0.1s', '2.3s', '16.384s', '1h0.007s', '1.0000000009s', `"\${TIMEOUT}"`])(
    '%s',
    (timeout) => {
      checkRule(rule, withTimeout(timeout));
    },
  );
});

test.each([
  ['1.5ms', '2ms'],
  ['0.9999s1us', '1s'],
  ['3s10us', '3s'],
])('rounds %s to %s', (written, rounded) => {
  checkFix(rule, withTimeout(written), `Change to "${rounded}"`, withTimeout(rounded));
});

test('refuses what is too short for releases whose API server does not look', () => {
  checkRule(
    rule,
    `//- with Istio 1.22
${HEAD}    outlierDetection: {interval: 0s}
#                                ^^ error: "0s" is too short; Istio takes durations from 1ms on.
`,
  );
  checkRule(rule, `${HEAD}    outlierDetection: {interval: 0s}\n`);
});
