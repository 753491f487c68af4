import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './matches-total.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
`;

test('counts the matches of all rules', () => {
  checkRule(
    rule,
    `${HEAD}    - matches: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]
    - matches: [{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}]
    - matches: [{}]
#     ^^^^^^^ error: With these the rules have more than 128 matches together; the API server refuses the route.
`,
  );
});

test('warns of a name that stands there twice', () => {
  checkRule(
    rule,
    `${HEAD}    - name: a
    - name: a
#           ^ warning: Another rule has the name "a"; what refers to it means both or neither.
`,
  );
});
