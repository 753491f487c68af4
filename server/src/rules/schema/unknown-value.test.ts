import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './unknown-value.ts';

test('lists the values', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: [a.com]
  location: INSIDE
#           ^^^^^^ error: "INSIDE" is no value of this field; it takes MESH_EXTERNAL or MESH_INTERNAL.
`,
  );
});

test('offers the value that was meant', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {hosts: [a.com], resolution: dns round robin}
`,
    'Change to "DNS_ROUND_ROBIN"',
    `${head}spec: {hosts: [a.com], resolution: DNS_ROUND_ROBIN}
`,
  );
});

test('offers all where none is near', () => {
  checkFixTitles(
    rule,
    `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec: {hosts: [a.com], location: INSIDE}
`,
    ['Change to "MESH_EXTERNAL"', 'Change to "MESH_INTERNAL"'],
  );
});
