import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './redirect-not-alone.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what would do something else, too', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - redirect: {uri: /a}
#     ^^^^^^^^ error: A redirect is all that a rule does; Istio refuses "route", "fault" beside it.
      route: [{destination: {host: a.com}}]
      fault: {abort: {httpStatus: 503}}
`,
  );
});

test('takes an empty route, and leaves delegates alone', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - redirect: {uri: /a}
      route: []
      timeout: 1s
    - redirect: {uri: /a}
      delegate: {name: b}
      rewrite: {uri: /b}
`,
  );
});

test('is asked in a delegate', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - redirect: {uri: /a}
#     ^^^^^^^^ error: A redirect is all that a rule does; Istio refuses "rewrite" beside it.
      rewrite: {uri: /b}
`,
  );
});

test('removes what stands beside', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - redirect:
        uri: /a
      rewrite:
        uri: /b
`,
    'Remove "rewrite"',
    `${HEAD}  hosts: [a.com]
  http:
    - redirect:
        uri: /a
`,
  );
});
