import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './covered-match.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('tells of matches that others take before', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - uri: {prefix: /api}
        - uri: {prefix: /api/v2}
#         ^^^ info: This match has no effect: what it takes is taken before.
        - headers: {x: {exact: a}}
          withoutHeaders: {y: {}}
      route: [{destination: {host: a.com}}]
    - match:
        - uri: {exact: /api/x}
#         ^^^ info: This match has no effect: what it takes is taken before.
          port: 80
        - uri: {prefix: /b}
        - headers: {x: {exact: a}, z: {}}
#         ^^^^^^^ info: This match has no effect: what it takes is taken before.
          withoutHeaders: {y: {}}
      route: [{destination: {host: a.com}}]
`,
  );
});

test('holds each condition of the earlier against the later', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match:
        - {uri: {prefix: /a}, port: 80}
        - {uri: {prefix: /a}, gateways: [gw]}
        - {uri: {prefix: /a}, authority: {exact: a.com}}
        - {uri: {prefix: /a}, sourceNamespace: ns}
        - {uri: {prefix: /a}, withoutHeaders: {x: {}}}
        - {uri: {prefix: /a}, queryParams: {x: {exact: y}}}
        - {uri: {prefix: /ab}}
        - {uri: {prefix: /ab}, sourceNamespace: ns, gateways: [other]}
#          ^^^ info: This match has no effect: what it takes is taken before.
        - {uri: {prefix: /ac}, port: 80, gateways: [gw]}
#          ^^^ info: This match has no effect: what it takes is taken before.
      route: [{destination: {host: a.com}}]
`,
  );
});

test('is silent where the whole rule is never reached', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{uri: {prefix: /a}}]
      route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /ab}}]
      route: [{destination: {host: a.com}}]
`,
  );
});

test('is sure of the matches of one rule, delegate or not', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - match: [{port: 80}, {port: 80}]
#                          ^^^^ info: This match has no effect: what it takes is taken before.
      delegate: {name: a}
    - match: [{port: 80}, {port: 81}]
#              ^^^^ hint: This match gets only what the rules of the delegate before leave over.
      route: [{destination: {host: a.com}}]
`,
  );
});

test('compares matches of tcp by what they say', () => {
  checkRule(
    rule,
    `${HEAD}  tcp:
    - match: [{port: 80}, {port: 80, sourceLabels: {}}, {port: 80, destinationSubnets: [10.0.0.0/8]}, {port: 81}]
#                          ^^^^ info: This match has no effect: what it takes is taken before.
#                                                        ^^^^ info: This match has no effect: what it takes is taken before.
      route: [{destination: {host: a.com}}]
`,
  );
});

test('removes the match', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - match:
        - uri: {prefix: /a}
        - uri: {prefix: /ab}
      route: [{destination: {host: a.com}}]
`,
    'Remove the match',
    `${HEAD}  http:
    - match:
        - uri: {prefix: /a}
      route: [{destination: {host: a.com}}]
`,
  );
});
