import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './direct-response-not-alone.ts';

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
    - directResponse: {status: 200}
#     ^^^^^^^^^^^^^^ error: A direct response is all that a rule does; Istio refuses "rewrite" beside it.
      rewrite: {uri: /a}
`,
  );
});

test('leaves a redirect to its own rule', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - directResponse: {status: 200}
      redirect: {uri: /a}
      rewrite: {uri: /a}
    - directResponse: {status: 200}
      headers: {}
`,
  );
});
