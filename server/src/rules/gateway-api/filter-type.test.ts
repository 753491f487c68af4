import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './filter-type.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
    - filters:
`;

test('asks for the field of the type alone', () => {
  checkRule(
    rule,
    `${HEAD}        - {type: URLRewrite, cors: {}}
#                ^^^^^^^^^^ error: The type URLRewrite needs "urlRewrite", not "cors"; the API server refuses the filter.
        - {type: CORS}
#                ^^^^ error: A filter of the type CORS needs "cors"; the API server refuses it without.
        - {type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}}, urlRewrite: {}}
#                                                                                 ^^^^^^^^^^ error: "urlRewrite" does not belong to the type RequestMirror; the API server refuses it.
        - {type: RequestRedirect, requestRedirect: {}, urlRewrite: null}
`,
  );
});

test('takes the type of the field', () => {
  checkFix(
    rule,
    `${HEAD}        - {type: URLRewrite, cors: {}}
`,
    'Change to "CORS"',
    `${HEAD}        - {type: CORS, cors: {}}
`,
  );
});
