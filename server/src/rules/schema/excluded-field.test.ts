import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './excluded-field.ts';

test('says why', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec:
  hosts: [a.com]
  endpoints: [{address: 10.0.0.1}]
# ^^^^^^^^^ error: With resolution NONE, which is also meant where none is set, there are no endpoints; Istio refuses them.
`,
  );
});

test('sets the resolution that endpoints need', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  hosts: [a.com]
  resolution: NONE
  endpoints: [{address: 10.0.0.1}]
`,
    'Set the resolution to STATIC',
    `${head}spec:
  hosts: [a.com]
  resolution: STATIC
  endpoints: [{address: 10.0.0.1}]
`,
  );
});

test('removes ports beside a socket', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  address: unix:///a
  ports: {http: 80}
`,
    'Remove "ports"',
    `${head}spec:
  address: unix:///a
`,
  );
});
