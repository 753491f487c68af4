import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './distribute-overlap.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    loadBalancer:
      localityLbSetting:
        distribute:
`;

test('refuses what lies in something before it', () => {
  checkRule(
    rule,
    `${HEAD}          - from: us/*
#                 ^^^^ related: "us/*" stands here
            to: {us: 100}
          - {from: eu, to: {us: 100}}
          - from: us/a
#                 ^^^^ error: "us/a" overlaps with "us/*"; Istio refuses that.
            to: {us: 100}
          - {from: us//b, to: {us: 100}}
          - {from: "\${REGION}", to: {us: 100}}
`,
  );
});

test('warns of a wildcard that comes too late to count', () => {
  checkRule(
    rule,
    `${HEAD}          - from: us/a
#                 ^^^^ related: "us/a" stands here
            to: {us: 100}
          - from: "*"
#                 ^^^ warning: "*" holds "us/a", which comes first; the first that fits counts.
            to: {us: 100}
`,
  );
});

test('knows that the keys of a map have no order', () => {
  checkRule(
    rule,
    `${HEAD}          - from: us
            to:
              us/a: 50
#             ^^^^ related: "us/a" stands here
              us: 50
#             ^^ error: "us" overlaps with "us/a"; Istio refuses that.
          - from: eu
            to:
              eu/*: 50
#             ^^^^ related: "eu/*" stands here
              eu/a: 50
#             ^^^^ error: "eu/a" overlaps with "eu/*"; Istio refuses that at times, as it reads them in no fixed order.
          - {from: ap, to: {ap/a: 50, ap/b: 50}}
`,
  );
});
