import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './path-template.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('takes templates that are whole segments', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - to:
        - operation:
            paths: ["/a*", "/{*}", "{*}/a", "/{**}/a", "/a/{*}/{**}/", "/{*}/a%20b", "*/a"]
`,
  );
});

test('refuses what does not fit', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - to:
        - operation:
            paths: ["/{**}/{*}", "/a{*}", "/{*}/a*", "/{*}//a"]
#                   ^^^^^^^^^^^ error: After "{**}", which stands for the rest of the path, Istio refuses "{*}".
#                                ^^^^^^^ error: Istio refuses "a{*}" in a path: only "{*}" and "{**}" are templates, as whole segments.
#                                         ^^^^^^^^^ error: Beside templates Istio takes "a*" for a name and refuses its *.
#                                                    ^^^^^^^^^ error: Beside templates Istio refuses an empty segment in a path.
            notPaths: ["/{a", "/{*}/a b"]
#                      ^^^^^ error: Istio refuses "{a" in a path: only "{*}" and "{**}" are templates, as whole segments.
#                             ^^^^^^^^^^ error: Beside templates Istio refuses the characters of "a b" in a path.
`,
  );
});

test('takes the name out', () => {
  checkFix(
    rule,
    `${HEAD}spec:
  rules: [{to: [{operation: {paths: ["/{id}/a/{x}"]}}]}]
`,
    'Change to "/{*}/a/{*}"',
    `${HEAD}spec:
  rules: [{to: [{operation: {paths: ["/{*}/a/{*}"]}}]}]
`,
  );
});
