import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './sni-not-among-hosts.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses names that no host covers', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com, "*.b.com"]
  tls:
    - match:
        - sniHosts:
            - a.com
            - x.b.com
            - "*.x.b.com"
            - b.com
#             ^^^^^ error: "b.com" is not among the hosts of this VirtualService; Istio refuses the SNI name.
            - "*.com"
#             ^^^^^^^ error: "*.com" is not among the hosts of this VirtualService; Istio refuses the SNI name.
            - A.com
#             ^^^^^ error: "A.com" is not among the hosts of this VirtualService; Istio refuses the SNI name.
            - 10.0.0.1
`,
  );
});

test('does not know hosts that are filled in', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: ["\${HOST}"]
  tls:
    - match: [{sniHosts: [a.com]}]
`,
  );
});

test('is silent without hosts', () => {
  checkRule(
    rule,
    `${HEAD}  tls:
    - match: [{sniHosts: [a.com]}]
`,
  );
});

test('takes the only host', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [a.com]
  tls:
    - match: [{sniHosts: [b.com]}]
`,
    'Change to "a.com"',
    `${HEAD}  hosts: [a.com]
  tls:
    - match: [{sniHosts: [a.com]}]
`,
  );
});
