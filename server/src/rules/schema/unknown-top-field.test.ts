import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-top-field.ts';

test('names the field', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec: {address: a.com}
data: {}
#<-- error: There is no field "data" at the top of WorkloadEntry; Istio refuses it.
`,
  );
});

test('renames what was meant for spec', () => {
  const head = `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}specs: {mtls: {mode: STRICT}}
`,
    'Change to "spec"',
    `${head}spec: {mtls: {mode: STRICT}}
`,
  );
});
