import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './destination-not-name.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what is no name of a service', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route:
        - destination: {host: "*"}
#                             ^^^ error: "*" is no destination; Istio takes the name of a service.
        - destination: {host: 10.0.0.1}
#                             ^^^^^^^^ error: "10.0.0.1" is an IP address; Istio takes names of services here and refuses it.
        - destination: {host: "http://a.com"}
#                             ^^^^^^^^^^^^^^ error: "http://a.com" is a URL; Istio takes the name of the host alone.
        - destination: {host: a_b}
#                             ^^^ error: "a_b" has an underscore; Istio refuses it, since host names have none.
        - destination: {host: "", port: {number: 80}}
#                             ^^ error: The host is empty; Istio refuses it.
      mirror: {host: "a.com:80"}
#                    ^^^^^^^^^^ error: "a.com:80" has a port; Istio takes the name of the host alone.
      mirrors:
        - destination: {host: "a.*.com"}
#                             ^^^^^^^^^ error: "a.*.com" has a * inside; Istio takes one at the front only.
  tcp:
    - route: [{destination: {host: ns/a}}]
#                                  ^^^^ error: "ns/a" has a slash; Istio takes the name of the host alone.
`,
  );
});

test('takes names and wildcards', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - route:
        - destination: {host: a}
        - destination: {host: "*.a.com"}
        - destination: {host: a.ns.svc.cluster.local}
        - destination: {host: "\${HOST}"}
`,
  );
});

test('moves the port to its place', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - route:
        - destination:
            host: a.com:80
`,
    'Change to "a.com" and set the port to 80',
    `${HEAD}  http:
    - route:
        - destination:
            host: a.com
            port:
              number: 80
`,
  );
});

test('drops the port where there is one', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - route:
        - destination: {host: "a.com:80", port: {number: 80}}
`,
    'Change to "a.com"',
    `${HEAD}  http:
    - route:
        - destination: {host: "a.com", port: {number: 80}}
`,
  );
});
