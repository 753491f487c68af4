import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-field.ts';

test('suggests the field that was meant', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: a.com
  locaity: us
# ^^^^^^^ error: There is no field "locaity" here; did you mean "locality"?
`,
  );
});

test('says what becomes of a field that nobody can have meant', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: a.com
  replicas: 1
# ^^^^^^^^ error: There is no field "replicas" here; kubectl refuses it, and without kubectl it is dropped.
`,
  );
});

test('speaks of metadata too', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a, lables: {a: b}}
#                   ^^^^^^ error: There is no field "lables" here; did you mean "labels"?
spec: {address: a.com}
`,
  );
});

test('renames a field written in another case', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  Hosts: [a.com]
`,
    'Change to "hosts"',
    `${head}spec:
  hosts: [a.com]
`,
  );
});

test('knows how another kind calls it', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  hosts: [a.com]
  workloadSelector:
    matchLabels: {app: a}
`,
    'Change to "labels"',
    `${head}spec:
  hosts: [a.com]
  workloadSelector:
    labels: {app: a}
`,
  );
});

test('removes the field', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  address: a.com
  replicas: 1
`,
    'Remove "replicas"',
    `${head}spec:
  address: a.com
`,
  );
});

test('does not offer a field that is there already', () => {
  checkFixTitles(
    rule,
    `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: a.com
  addres: b.com
`,
    ['Remove "addres"'],
  );
});
