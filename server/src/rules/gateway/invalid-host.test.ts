import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './invalid-host.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: a}
spec:
  servers:
    - hosts:
`;

test('refuses what is no host of clients outside', () => {
  checkRule(
    rule,
    `${HEAD}        - whoami
#         ^^^^^^ error: "whoami" has no dot; Istio refuses short names among the hosts of a Gateway.
        - "*a.com"
#         ^^^^^^^^ error: In "*a.com" the wildcard is not a whole label; Istio takes "*.example.com" only.
        - a_b.com
#         ^^^^^^^ error: Istio refuses "a_b.com" as a host: it is no DNS name, wildcard or IP address.
        - "::1"
#         ^^^^^ error: Istio refuses "::1" as a host: it is no DNS name, wildcard or IP address.
        - "*.1"
#         ^^^^^ error: Istio refuses "*.1" as a host: it is no DNS name, wildcard or IP address.
`,
  );
});

test('refuses schemes, ports and paths', () => {
  checkRule(
    rule,
    `${HEAD}        - https://a.com/b
#         ^^^^^^^^^^^^^^^ error: A host has no scheme, port or path; Istio refuses "https://a.com/b".
        - a.com:80
#         ^^^^^^^^ error: A host has no scheme, port or path; Istio refuses "a.com:80".
        - a.com/
#         ^^^^^^ error: A host has no scheme, port or path; Istio refuses "a.com/".
`,
  );
});

test('looks at the namespace', () => {
  checkRule(
    rule,
    `${HEAD}        - team.a/a.com
#         ^^^^^^^^^^^^ error: "team.a" is no namespace; Istio refuses it before the slash.
        - /a.com
#         ^^^^^^ error: Before the slash stands a namespace, "." or "*"; Istio refuses "/a.com".
        - "~/a.com"
#         ^^^^^^^^^ error: "~" is no namespace; Istio refuses it before the slash.
        - shop/a
#         ^^^^^^ error: "a" has no dot; Istio refuses short names among the hosts of a Gateway.
`,
  );
});

test('takes names, wildcards, addresses and namespaces', () => {
  checkRule(
    rule,
    `${HEAD}        - "*"
        - a.com
        - A.com.
        - "*.a.com"
        - 1.2.3.4
        - "::ffff:1.2.3.4"
        - "*/*"
        - ./a.com
        - shop/*.a.com
        - "\${HOST}"
`,
  );
});

test('keeps the host of a URL', () => {
  checkFix(
    rule,
    `${HEAD}        - "http://a.com:80/b"
`,
    'Change to "a.com"',
    `${HEAD}        - "a.com"
`,
  );
});

test('completes the label of a wildcard', () => {
  checkFix(
    rule,
    `${HEAD}        - "shop/*a.com"
`,
    'Change to "shop/*.a.com"',
    `${HEAD}        - "shop/*.a.com"
`,
  );
});

test('offers nothing for a short name', () => {
  checkFixTitles(
    rule,
    `${HEAD}        - a
`,
    [],
  );
});
