import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './authority-twice.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a second place', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      rewrite: {authority: a.com}
      headers:
        request:
          set: {Host: b.com}
#               ^^^^ error: The host of the request is set twice in this rule; Istio refuses that.
          add: {":authority": c.com}
#               ^^^^^^^^^^^^ error: The host of the request is set twice in this rule; Istio refuses that.
`,
  );
});

test('takes one place, and empty values', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      rewrite: {authority: ""}
      headers:
        request:
          set: {host: b.com, x: y}
        response:
          set: {x: y}
`,
  );
});

test('removes the second', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      rewrite:
        authority: a.com
      headers:
        request:
          set:
            host: b.com
            x: y
`,
    'Remove "host"',
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      rewrite:
        authority: a.com
      headers:
        request:
          set:
            x: y
`,
  );
});
