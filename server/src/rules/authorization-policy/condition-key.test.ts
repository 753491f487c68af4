import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './condition-key.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('takes attributes', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - when:
        - {key: source.ip, values: [10.0.0.1]}
        - {key: "request.headers[a]", values: [a]}
        - {key: "request.auth.claims[a][b]", values: [a]}
        - {key: "experimental.envoy.filters.a[b]", values: [a]}
        - {key: "\${KEY}", values: [a]}
`,
  );
});

test('refuses others', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - when:
        - {key: "", values: [a]}
#               ^^ error: Without a key this condition is about nothing; Istio refuses it.
        - {key: source.host, values: [a]}
#               ^^^^^^^^^^^ error: Istio knows no attribute "source.host" and refuses the condition.
        - {key: request.headers, values: [a]}
#               ^^^^^^^^^^^^^^^ error: "request.headers" needs a name in brackets behind it; Istio refuses "request.headers".
        - {key: "request.auth.claims[]", values: [a]}
#               ^^^^^^^^^^^^^^^^^^^^^^^ error: "request.auth.claims" needs a name in brackets behind it; Istio refuses "request.auth.claims[]".
        - {key: "experimental.envoy.filters.a", values: [a]}
#               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: "experimental.envoy.filters." needs a name in brackets behind it; Istio refuses "experimental.envoy.filters.a".
        - {key: destination.namespace, values: [a]}
#               ^^^^^^^^^^^^^^^^^^^^^ error: A policy applies in its own namespace; Istio refuses conditions about "destination.namespace".
        - {key: "destination.labels[app]", values: [a]}
#               ^^^^^^^^^^^^^^^^^^^^^^^^^ error: The selector says which workloads are meant; Istio refuses conditions about "destination.labels[app]".
`,
  );
});

test('knows what was meant', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{when: [{key: "request.header[a]", values: [a]}]}]
`,
    'Change to "request.headers[a]"',
    `${HEAD}spec:
  rules: [{when: [{key: "request.headers[a]", values: [a]}]}]
`,
  );
});

test('puts the name into brackets', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{when: [{key: "request.headers.x-a", values: [a]}]}]
`,
    'Change to "request.headers[x-a]"',
    `${HEAD}spec:
  rules: [{when: [{key: "request.headers[x-a]", values: [a]}]}]
`,
  );
});

test('minds the case', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{when: [{key: Source.IP, values: [10.0.0.1]}]}]
`,
    'Change to "source.ip"',
    `${HEAD}spec:
  rules: [{when: [{key: source.ip, values: [10.0.0.1]}]}]
`,
  );
});
