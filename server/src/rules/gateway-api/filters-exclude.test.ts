import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './filters-exclude.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
`;

test('takes a redirect alone', () => {
  checkRule(
    rule,
    `${HEAD}    - filters: [{type: RequestRedirect, requestRedirect: {}}, {type: URLRewrite, urlRewrite: {}}]
#                                                                    ^^^^^^^^^^ error: What is redirected is not rewritten; the API server refuses the two filters together.
      backendRefs: [{name: a, port: 80}]
#     ^^^^^^^^^^^ error: What is redirected goes to no backend; the API server refuses "backendRefs" beside it.
    - filters: [{type: RequestRedirect, requestRedirect: {}}]
      backendRefs: []
`,
  );
});

test('takes most filters once', () => {
  checkRule(
    rule,
    `${HEAD}    - filters: [{type: CORS, cors: {}}, {type: CORS, cors: {}}]
#                                              ^^^^ error: A filter of the type CORS stands before; the API server refuses a second one.
    - filters: [{type: ExtensionRef}, {type: ExtensionRef}]
    - backendRefs: [{name: a, port: 80, filters: [{type: RequestRedirect, requestRedirect: {}}]}]
`,
  );
});

test('takes the backends out', () => {
  checkFix(
    rule,
    `${HEAD}    - filters: [{type: RequestRedirect, requestRedirect: {}}]
      backendRefs: [{name: a, port: 80}]
`,
    'Remove "backendRefs"',
    `${HEAD}    - filters: [{type: RequestRedirect, requestRedirect: {}}]
`,
  );
});
