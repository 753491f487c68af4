import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './sni-not-name.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no host name, and warns of addresses', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  tls:
    - match:
        - sniHosts:
            - a.com:443
#             ^^^^^^^^^ error: "a.com:443" has a port; Istio takes the name of the host alone.
            - a_b.com
#             ^^^^^^^ error: "a_b.com" has an underscore; Istio refuses it, since host names have none.
            - 10.0.0.1
#             ^^^^^^^^ warning: "10.0.0.1" is an IP address; most clients send none as SNI name.
            - "*.a.com"
            - outbound_.80_._.a.com
#             ^^^^^^^^^^^^^^^^^^^^^ error: "outbound_.80_._.a.com" has an underscore; Istio refuses it, since host names have none.
`,
  );
});

test('takes names that Istio makes at gateways', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com]
  gateways: [gw]
  tls:
    - match: [{sniHosts: [outbound_.80_._.a.com, outbound_.x_._.a.com]}]
#                                                ^^^^^^^^^^^^^^^^^^^^ error: "outbound_.x_._.a.com" has an underscore; Istio refuses it, since host names have none.
`,
  );
});

test('strips the port', () => {
  checkFix(
    rule,
    `${HEAD}  tls:
    - match: [{sniHosts: ["a.com:443"]}]
`,
    'Change to "a.com"',
    `${HEAD}  tls:
    - match: [{sniHosts: ["a.com"]}]
`,
  );
});
