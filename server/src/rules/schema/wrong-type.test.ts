import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './wrong-type.ts';

test('says how a value is read', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
spec:
  address: a.com
  weight: "1"
#         ^^^ error: "1" is read as text, but "weight" takes a whole number.
  labels:
    version: 1
#            ^ error: 1 is read as the number 1, but "version" takes text.
    canary: yes
#           ^^^ error: yes is read as true, but "canary" takes text.
`,
  );
});

test('says what stands where something else belongs', () => {
  checkRule(
    rule,
    `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
spec:
  hosts: a.com
#        ^^^^^ error: a.com is read as text, but "hosts" takes a list.
  gateways: [mesh, null]
#                  ^^^^ error: Nothing stands here, where text is expected.
  http:
    - route: {destination: {host: a.com}}
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: This is a map of fields, but "route" takes a list.
`,
  );
});

test('quotes a label', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {address: a.com, labels: {version: 010}}
`,
    'Quote it: "010"',
    `${head}spec: {address: a.com, labels: {version: "010"}}
`,
  );
});

test('removes quotes around a number', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {address: a.com, weight: '10'}
`,
    'Remove the quotes: 10',
    `${head}spec: {address: a.com, weight: 10}
`,
  );
});

test('makes a list of one value', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {hosts: a.com}
`,
    'Make it a list: [a.com]',
    `${head}spec: {hosts: [a.com]}
`,
  );
});

test('makes a list of one map', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {hosts: [a.com], http: {route: [{destination: {host: a.com}}]}}
`,
    'Make it a list: [{route: [{destination: {host: a.com}}]}]',
    `${head}spec: {hosts: [a.com], http: [{route: [{destination: {host: a.com}}]}]}
`,
  );
});

test('writes an address without the brackets that make it a list', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec:
  address: [2001:db8::1]
`,
    'Write "2001:db8::1" without brackets',
    `${head}spec:
  address: "2001:db8::1"
`,
  );
});

test('turns a port into the map that is asked for', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {hosts: [a.com], tcp: [{route: [{destination: {host: a, port: 80}}]}]}
`,
    'Change to {number: 80}',
    `${head}spec: {hosts: [a.com], tcp: [{route: [{destination: {host: a, port: {number: 80}}}]}]}
`,
  );
});

test('unquotes a boolean', () => {
  const head = `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
`;
  checkFix(
    rule,
    `${head}spec: {host: a, trafficPolicy: {tls: {mode: SIMPLE, insecureSkipVerify: "true"}}}
`,
    'Change to true',
    `${head}spec: {host: a, trafficPolicy: {tls: {mode: SIMPLE, insecureSkipVerify: true}}}
`,
  );
});
