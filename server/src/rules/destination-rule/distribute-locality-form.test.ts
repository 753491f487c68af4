import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './distribute-locality-form.ts';

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

test('refuses empty parts and stars that are not at the end', () => {
  checkRule(
    rule,
    `${HEAD}          - from: us//b
#                 ^^^^^ error: "us//b" has an empty part; Istio refuses the locality.
            to:
              us/a/: 10
#             ^^^^^ error: "us/a/" has an empty part; Istio refuses the locality.
              "*/a": 90
#             ^^^^^ error: "*/a" has a * that is not at the end; Istio refuses the locality.
          - {from: "", to: {"": 100}}
#                  ^^ error: This locality is empty; Istio refuses it.
#                           ^^ error: This locality is empty; Istio refuses it.
          - to: {us: 100}
#           ^^ error: This entry does not say where traffic comes from; Istio refuses it.
`,
  );
});

test('takes what Istio takes', () => {
  checkRule(
    rule,
    `${HEAD}          - {from: us/a/b/c, to: {us*: 50, eu/*: 50}}
          - {from: "\${REGION}/", to: {"*": 100}}
          - {From: us, to: {us: 100}}
`,
  );
});

test.each([
  ['us/a/', 'us/a'],
  ['us/*/*', 'us/*'],
  ['"*/*"', '"*"'],
])('makes %s into %s', (written, meant) => {
  checkFix(
    rule,
    `${HEAD}          - {from: ${written}, to: {us: 100}}\n`,
    `Change to "${meant.replaceAll('"', '')}"`,
    `${HEAD}          - {from: ${meant}, to: {us: 100}}\n`,
  );
});
