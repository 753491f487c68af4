import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './host-not-name.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no host name', () => {
  checkRule(
    rule,
    `${HEAD}  hosts:
    - http://a.com/x
#     ^^^^^^^^^^^^^^ error: "http://a.com/x" is a URL; Istio takes the name of the host alone.
    - a.com:80
#     ^^^^^^^^ error: "a.com:80" has a port; Istio takes the name of the host alone.
    - ns/a.com
#     ^^^^^^^^ error: "ns/a.com" has a slash; Istio takes the name of the host alone.
    - a_b.com
#     ^^^^^^^ error: "a_b.com" has an underscore; Istio refuses it, since host names have none.
    - a.*.com
#     ^^^^^^^ error: "a.*.com" has a * inside; Istio takes one at the front only.
    - ""
#     ^^ error: The host is empty; Istio refuses it.
    - a.1
#     ^^^ error: "a.1" ends in a number, which no host name does; Istio refuses it.
    - outbound_.80_._.a.com
#     ^^^^^^^^^^^^^^^^^^^^^ error: "outbound_.80_._.a.com" has an underscore; Istio refuses it, since host names have none.
`,
  );
});

test('takes names, wildcards in front and addresses', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [a.com, a, "*.a.com", "*-a.com", "*a.com", A.com., 10.0.0.1, "fd00::1", "\${HOST}"]
`,
  );
});

test('takes names that Istio makes at gateways that pass traffic on', () => {
  checkRule(
    rule,
    `${HEAD}  hosts: [outbound_.80_._.a.com, outbound_.x_._.a.com]
#                                ^^^^^^^^^^^^^^^^^^^^ error: "outbound_.x_._.a.com" has an underscore; Istio refuses it, since host names have none.
  gateways: [gw]
  tls: [{match: [{sniHosts: [outbound_.80_._.a.com]}], route: [{destination: {host: a.com}}]}]
`,
  );
});

test('strips the scheme and the path', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: [http://a.com/x]
`,
    'Change to "a.com"',
    `${HEAD}  hosts: [a.com]
`,
  );
});

test('strips a port', () => {
  checkFix(
    rule,
    `${HEAD}  hosts: ["a.com:80"]
`,
    'Change to "a.com"',
    `${HEAD}  hosts: ["a.com"]
`,
  );
});
