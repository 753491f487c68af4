import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './condition-values.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('asks for values', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - when:
        - key: source.namespace
#              ^^^^^^^^^^^^^^^^ error: This condition compares with nothing, since it has no values; Istio refuses it.
        - {key: source.namespace, values: []}
#                                 ^^^^^^ error: This condition compares with nothing, since it has no values; Istio refuses it.
        - {key: source.namespace, notValues: [a]}
        - {key: source.namespace, value: [a]}
`,
  );
});

test('asks for the form that the key has', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - when:
        - {key: source.ip, values: [a]}
#                                   ^ error: "a" is neither an address nor a range of addresses; Istio refuses it.
        - {key: destination.port, notValues: ["65536", "80"]}
#                                             ^^^^^^^ error: "65536" is no port from 0 to 65535; Istio refuses it.
        - {key: source.serviceAccount, values: [a/b/c]}
#                                               ^^^^^ error: "a/b/c" is neither a service account nor namespace/account; Istio refuses it.
        - {key: source.trustDomain, values: ["a*b", a/b]}
#                                            ^^^^^ error: Istio refuses "a*b": one * may stand at its start or its end.
        - {key: source.namespace, values: ["", "a*b"]}
#                                          ^^ error: An empty value under "values" matches nothing; Istio refuses it.
`,
  );
});

test('counts service accounts', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - when:
        - {key: source.serviceAccount, values: [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q]}
        - {key: source.serviceAccount, values: [a, b, c, d, e, f, g, h, i, j, k, l, m, o, p, q, r]}
#                                      ^^^^^^ error: There are 17 service accounts; Istio takes at most 16.
`,
  );
});
