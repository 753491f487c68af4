import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './minimum-ring-size-moved.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      consistentHash:
        useSourceIp: true
`;

test('warns of the old place', () => {
  checkRule(
    rule,
    `${HEAD}        minimumRingSize: 1024
#       ^^^^^^^^^^^^^^^ warning: minimumRingSize is deprecated here; its place is in ringHash.
  subsets:
    - name: v1
      trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true, minimumRingSize: 0}}}
    - name: v2
      trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true, ringHash: {minimumRingSize: 5}}}}
`,
  );
});

test('refuses it beside the new one', () => {
  checkRule(
    rule,
    `${HEAD}        minimumRingSize: 1024
#       ^^^^^^^^^^^^^^^ error: Istio refuses minimumRingSize beside maglev, which has a size of its own.
        maglev: {tableSize: 65537}
#       ^^^^^^ related: "maglev" is set here
`,
  );
});

test('moves it', () => {
  checkFix(
    rule,
    `${HEAD}        minimumRingSize: 1024 # enough\n`,
    'Move to "ringHash"',
    `${HEAD}        ringHash:\n          minimumRingSize: 1024 # enough\n`,
  );
});

test('takes it away beside the new one', () => {
  checkFix(
    rule,
    `${HEAD}        minimumRingSize: 1024\n        ringHash: {}\n`,
    'Remove "minimumRingSize"',
    `${HEAD}        ringHash: {}\n`,
  );
});
