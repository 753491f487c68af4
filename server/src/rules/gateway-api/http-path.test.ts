import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './http-path.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
    - matches:
`;

test('refuses what no path that arrives looks like', () => {
  checkRule(
    rule,
    `${HEAD}        - path: {value: api}
#                       ^^^ error: A path starts with a slash; the API server refuses "api".
        - path: {type: Exact, value: /a//b}
#                                    ^^^^^ error: No path that arrives has "//" in it; the API server refuses it.
        - path: {value: /a/..}
#                       ^^^^^ error: No path that arrives has "/.." in it; the API server refuses it.
        - path: {value: /a%2Fb}
#                       ^^^^^^ error: No path that arrives has "%2F" in it; the API server refuses it.
        - path: {value: /a?b=c}
#                       ^^^^^^ error: A path ends before the "?"; the API server refuses "/a?b=c". Queries have "queryParams".
        - path: {value: "/a b"}
#                       ^^^^^^ error: The API server refuses "/a b": a path has only the characters of URLs.
`,
  );
});

test('takes paths and expressions', () => {
  checkRule(
    rule,
    `${HEAD}        - path: {value: /}
        - path: {value: "/a/*"}
        - path: {value: /a%20b/.c/..d}
        - path: {type: RegularExpression, value: "a//b"}
        - path: {value: "\${PATH}"}
`,
  );
});

test('adds the slash', () => {
  checkFix(
    rule,
    `${HEAD}        - path: {value: api//b}
`,
    'Change to "/api/b"',
    `${HEAD}        - path: {value: /api/b}
`,
  );
});
