import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './tls-match-without-sni.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses an empty list', () => {
  checkRule(
    rule,
    `${HEAD}  tls:
    - match:
        - sniHosts: []
#         ^^^^^^^^ error: This match has no SNI names; Istio refuses it.
        - sniHosts: [a.com]
`,
  );
});

test('takes the hosts', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com, "*.b.com"]
  tls:
    - match: [{port: 443, sniHosts: []}]
`,
    'Take the hosts of the VirtualService',
    `${HEAD}  hosts: [a.com, "*.b.com"]
  tls:
    - match: [{port: 443, sniHosts: ["a.com", "*.b.com"]}]
`,
  );
});
