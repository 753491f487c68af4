import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './missing-field.ts';

test('points at the key above, and in a list at the item’s first key', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
#<-- error: "hosts" is missing; the API server refuses the resource without it.
  ports:
    - number: 80
#     ^^^^^^ error: "name" is missing; the API server refuses the resource without it.
`,
  );
});

test('names what would do as well', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec: {weight: 1}
#<-- error: "address" is missing; without it, or "network" in its place, the API server refuses the resource.
`,
  );
});

test('adds something valid', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  resolution: DNS
`,
    'Add "hosts"',
    `${head}spec:
  resolution: DNS
  hosts:
    - example.com
`,
  );
});

test('adds what the field itself must have', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  hosts: [a.com]
  http:
    - route:
        - weight: 1
`,
    'Add "destination"',
    `${head}spec:
  hosts: [a.com]
  http:
    - route:
        - weight: 1
          destination:
            host: example.com
`,
  );
});
