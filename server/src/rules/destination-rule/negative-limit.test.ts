import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './negative-limit.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
`;

test('refuses negative limits of each kind', () => {
  checkRule(
    rule,
    `${HEAD}    connectionPool:
      http:
        http1MaxPendingRequests: -1
#                                ^^ error: Istio refuses the limit -1; what is left out has no limit.
        http2MaxRequests: -1
#                         ^^ error: Istio refuses the limit -1; what is left out has no limit.
        maxRequestsPerConnection: -1
#                                 ^^ error: Istio refuses the limit -1; what is left out has no limit.
        maxRetries: -1
#                   ^^ error: Istio refuses the limit -1; what is left out has no limit.
        maxConcurrentStreams: -1
#                             ^^ error: Istio refuses the limit -1; what is left out has no limit.
      tcp:
        maxConnections: -1
#                       ^^ error: Istio refuses the limit -1; what is left out has no limit.
  subsets:
    - {name: v1, trafficPolicy: {connectionPool: {tcp: {maxConnections: 0}}}}
`,
  );
});

test('takes it away', () => {
  checkFix(
    rule,
    `${HEAD}    connectionPool: {tcp: {connectTimeout: 1s, maxConnections: -1}}\n`,
    'Remove "maxConnections"',
    `${HEAD}    connectionPool: {tcp: {connectTimeout: 1s}}\n`,
  );
});
