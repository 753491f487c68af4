import { describe, test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './not-duration.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

function withInterval(interval: string): string {
  return `${HEAD}    retryBudget: {budgetInterval: ${interval}}\n`;
}

test('refuses what is no duration', () => {
  checkRule(
    rule,
    `${HEAD}    loadBalancer:
      consistentHash:
        httpCookie:
          name: a
          ttl: soon
#              ^^^^ error: "soon" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
    retryBudget:
      budgetInterval: ""
#                     ^^ error: "" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
    connectionPool:
      tcp:
        idleTimeout: "10"
#                    ^^^^ error: "10" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
`,
  );
});

test('looks into a Sidecar', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: a}
spec:
  inboundConnectionPool:
    tcp:
      idleTimeout: 1 h
#                  ^^^ error: "1 h" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
`,
  );
});

describe('takes', () => {
  test.each(['0s', '-1s', '1.5h', '"0"', `"\${INTERVAL}"`])('%s', (interval) => {
    checkRule(rule, withInterval(interval));
  });
});

test.each([
  ['1d', '24h'],
  ['10 s', '10s'],
  ['5sec', '5s'],
  ['2min', '2m'],
  ['250 millis', '250ms'],
])('takes %s for %s', (written, meant) => {
  checkFix(rule, withInterval(written), `Change to "${meant}"`, withInterval(meant));
});

test('has no guess at a word', () => {
  checkFixTitles(rule, withInterval('soon'), []);
});

test('speaks of all durations for releases whose API server looks at none', () => {
  checkRule(
    rule,
    `//- with Istio 1.22
${HEAD}    outlierDetection: {interval: "5"}
#                                ^^^ error: "5" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
    loadBalancer: {warmupDurationSecs: x}
#                                      ^ error: "x" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
    connectionPool:
      http: {idleTimeout: 1d}
#                         ^^ error: "1d" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
      tcp: {connectTimeout: 1 s, tcpKeepalive: {time: x}}
#                           ^^^ error: "1 s" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
#                                                     ^ error: "x" is no duration; Istio takes numbers with units, such as 10s, 500ms or 1m30s.
`,
  );
});

test('leaves them to the API server where it looks', () => {
  checkRule(rule, `${HEAD}    outlierDetection: {interval: "5"}\n`);
});
