import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './hostname.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
`;

test('refuses what is no host name in lower case', () => {
  checkRule(
    rule,
    `${HEAD}  hostnames:
    - "*"
#     ^^^ error: The API server refuses "*" alone; without a host name every host is meant.
    - https://a.com
#     ^^^^^^^^^^^^^ error: A host name has no scheme, port or path; the API server refuses "https://a.com".
    - a.*.com
#     ^^^^^^^ error: In "a.*.com" the wildcard is not the whole first label; the API server refuses it.
    - A.com
#     ^^^^^ error: "A.com" is no host name in lower case; the API server refuses it.
    - a.com.
#     ^^^^^^ error: "a.com." is no host name in lower case; the API server refuses it.
    - "*.a.com"
    - localhost
`,
  );
});

test('warns of addresses', () => {
  checkRule(
    rule,
    `${HEAD}  hostnames: [10.0.0.1]
#             ^^^^^^^^ warning: Host names are compared with what clients ask for; an IP address such as 10.0.0.1 never is.
`,
  );
});

test('takes no wildcard where requests are sent to', () => {
  checkRule(
    rule,
    `${HEAD}  rules: [{filters: [{type: URLRewrite, urlRewrite: {hostname: "*.a.com"}}]}]
#                                                              ^^^^^^^^^ error: A host to send to has no wildcard; the API server refuses "*.a.com".
`,
  );
});

test('looks at listeners', () => {
  checkRule(
    rule,
    `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: a}
spec:
  gatewayClassName: istio
  listeners:
    - {name: a, port: 80, protocol: HTTP, hostname: a.com:80}
#                                                   ^^^^^^^^ error: A host name has no scheme, port or path; the API server refuses "a.com:80".
`,
  );
});

test('keeps the host of a URL', () => {
  checkFix(
    rule,
    `${HEAD}  hostnames: ["https://A.com/b"]
`,
    'Change to "a.com"',
    `${HEAD}  hostnames: ["a.com"]
`,
  );
});
