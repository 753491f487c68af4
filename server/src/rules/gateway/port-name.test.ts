import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-name.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
`;

test('refuses a second port of a name', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: http, protocol: HTTP}
    - port: {number: 81, name: http, protocol: HTTP}
#                              ^^^^ error: Another port of this Gateway has the name "http" already; Istio refuses a second one.
    - port: {number: 80, name: http-b, protocol: HTTP}
`,
  );
});

test('refuses an empty name', () => {
  checkRule(
    rule,
    `${HEAD}    - port: {number: 80, name: "", protocol: HTTP}
#                              ^^ error: A port of a Gateway needs a name; Istio refuses an empty one.
`,
  );
});

test('adds the number', () => {
  checkFix(
    rule,
    `${HEAD}    - port: {number: 80, name: http}
    - port: {number: 81, name: http}
`,
    'Change to "http-81"',
    `${HEAD}    - port: {number: 80, name: http}
    - port: {number: 81, name: http-81}
`,
  );
});
