import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './unreachable-rule.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('warns of rules behind one without a match', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /a}}]
#     ^^^^^ warning: This rule is never reached: a rule before it has no match and takes everything.
      route: [{destination: {host: a.com}}]
    - route: [{destination: {host: a.com}}]
#     ^^^^^ warning: This rule is never reached: a rule before it has no match and takes everything.
  tcp:
    - route: [{destination: {host: a.com}}]
    - match: [{port: 80}]
#     ^^^^^ warning: This rule is never reached: a rule before it has no match and takes everything.
      route: [{destination: {host: a.com}}]
`,
  );
});

test('warns of rules whose matches are taken before', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{uri: {prefix: /a}}, {port: 80, headers: {x: {}}}]
      route: [{destination: {host: a.com}}]
    - match: [{name: b, uri: {prefix: /ab}}, {uri: {exact: /a}, method: {exact: GET}}, {port: 80, headers: {X: {exact: a}}}]
#     ^^^^^ warning: This rule is never reached: matches before it take all of its traffic.
      route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /b}}, {uri: {prefix: /a}}]
      route: [{destination: {host: a.com}}]
`,
  );
});

test('warns of all that follows a prefix of everything', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{uri: {prefix: /}}]
      route: [{destination: {host: a.com}}]
    - match: [{uri: {regex: /a.*}}]
#     ^^^^^ warning: This rule is never reached: matches before it take all of its traffic.
      route: [{destination: {host: a.com}}]
    - route: [{destination: {host: a.com}}]
#     ^^^^^ warning: This rule is never reached: matches before it take all of its traffic.
`,
  );
});

test('takes the narrower first', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: [{uri: {prefix: /ab}}]
      route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /a}, sourceLabels: {app: x}}]
      route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /a}}]
      route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /A}, ignoreUriCase: true}]
      route: [{destination: {host: a.com}}]
    - route: [{destination: {host: a.com}}]
`,
  );
});

test('looks at the order of tls rules for equal ones only', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: ["*.a.com"]
  tls:
    - match: [{sniHosts: ["*.a.com"]}]
      route: [{destination: {host: a.com}}]
    - match: [{sniHosts: [x.a.com]}]
      route: [{destination: {host: a.com}}]
    - match: [{sniHosts: ["*.a.com"]}]
#     ^^^^^ warning: This rule is never reached: matches before it take all of its traffic.
      route: [{destination: {host: a.com}}]
`,
  );
});

test('only hints at rules behind a delegate', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - delegate: {name: a}
    - match: [{uri: {prefix: /a}}]
#     ^^^^^ hint: This rule is reached only by what the rules of the delegate before leave over.
      route: [{destination: {host: a.com}}]
`,
  );
});

test('waits for matches that are filled in', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - match: "\${MATCH}"
      route: [{destination: {host: a.com}}]
    - route: [{destination: {host: a.com}}]
    - match: [{uri: {prefix: /a}}]
      route: [{destination: {host: a.com}}]
`,
  );
});

test('removes the rule', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - route: [{destination: {host: a.com}}]
    - match:
        - port: 80
      route: [{destination: {host: a.com}}]
`,
    'Remove the rule',
    `${HEAD}  http:
    - route: [{destination: {host: a.com}}]
`,
  );
});
