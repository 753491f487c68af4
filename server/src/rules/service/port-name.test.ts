import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './port-name.ts';

const HEAD = `apiVersion: v1
kind: Service
metadata: {name: a}
spec:
  ports:
`;

test('asks for names where there are several ports', () => {
  checkRule(
    rule,
    `${HEAD}    - port: 80
#     ^^^^ error: Where a Service has several ports each needs a name; the API server refuses it without.
    - port: 81
      name: ""
#           ^^ error: Where a Service has several ports each needs a name; the API server refuses it without.
    - port: 82
      name: "\${NAME}"
`,
  );
});

test('takes one port without a name', () => {
  checkRule(
    rule,
    `${HEAD}    - port: 80
`,
  );
});

test('refuses other characters and repeated names', () => {
  checkRule(
    rule,
    `${HEAD}    - {port: 80, name: http}
    - {port: 81, name: http}
#                      ^^^^ error: Another port of the Service has the name "http" already; the API server refuses a second one.
    - {port: 82, name: Http_Web}
#                      ^^^^^^^^ error: The API server refuses "Http_Web" as the name of a port: lower-case letters, digits and dashes only, 63 at most.
`,
  );
});

test('adds a name with the likely protocol', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: 8443}
    - {port: 81, name: b}
`,
    'Add the name "https-8443"',
    `${HEAD}    - {port: 8443, name: https-8443}
    - {port: 81, name: b}
`,
  );
});

test('writes it as it is taken', () => {
  checkFix(
    rule,
    `${HEAD}    - {port: 80, name: Http_Web}
`,
    'Change to "http-web"',
    `${HEAD}    - {port: 80, name: http-web}
`,
  );
});
