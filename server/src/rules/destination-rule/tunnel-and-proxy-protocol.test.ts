import { test } from 'vitest';
import { checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './tunnel-and-proxy-protocol.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
`;

test('refuses the two together, wherever the policy stands', () => {
  const fixture = `${HEAD}  trafficPolicy:
    tunnel: {targetHost: a, targetPort: 80}
  subsets:
    - name: v1
      trafficPolicy:
        proxyProtocol: {}
#       ^^^^^^^^^^^^^ related: "proxyProtocol" is set here
        tunnel: {targetHost: a, targetPort: 80}
#       ^^^^^^ error: A tunnel and proxyProtocol exclude each other; Istio refuses both in one policy.
`;
  checkRule(rule, fixture);
  checkFixTitles(rule, fixture, ['Remove "tunnel"', 'Remove "proxyProtocol"']);
});
