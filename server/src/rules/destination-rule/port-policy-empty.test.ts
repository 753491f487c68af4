import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './port-policy-empty.ts';

test('refuses a port for which nothing is set', () => {
  checkRule(
    rule,
    `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    portLevelSettings:
      - port: {number: 80}
#       ^^^^ error: Nothing is set for this port; Istio refuses settings without content.
      - {port: {number: 80}, tls: null}
#        ^^^^ error: Nothing is set for this port; Istio refuses settings without content.
      - {port: {number: 80}, tls: {}}
      - {port: {number: 80}, outlierDetection: {}}
      - {port: {number: 80}, loadbalancer: {}}
`,
  );
});

test('takes the port out of the list, but for the last one', () => {
  const text = (ports: string) => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec: {host: a, trafficPolicy: {portLevelSettings: [${ports}]}}
`;
  checkFix(
    rule,
    text('{port: {number: 80}, tls: {}}, {port: {number: 81}}'),
    'Remove the settings of this port',
    text('{port: {number: 80}, tls: {}}'),
  );
  checkFixTitles(rule, text('{port: {number: 81}}'), []);
});
