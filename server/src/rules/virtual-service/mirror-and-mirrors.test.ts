import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './mirror-and-mirrors.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses both', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      mirror: {host: b.com}
#     ^^^^^^ error: Istio takes one of "mirror" and "mirrors" and refuses both.
      mirrors: [{destination: {host: c.com}}]
`,
  );
});

test('takes an empty list, and what is left to a delegate', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  http:
    - route: [{destination: {host: a.com}}]
      mirror: {host: b.com}
      mirrors: []
    - delegate: {name: b}
      mirror: {host: b.com}
      mirrors: [{destination: {host: c.com}}]
`,
  );
});
