import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './empty-clause.ts';

const HEAD = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: a}
`;

test('refuses sources and operations that say nothing', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - from:
        - source:
#         ^^^^^^ error: This source says nothing about the caller; Istio refuses it.
        - source: {ipBlocks: []}
#         ^^^^^^ error: This source says nothing about the caller; Istio refuses it.
        - source: {ipBlocks: [10.0.0.1]}
      to:
        - operation: {ports: [], hosts: null}
#         ^^^^^^^^^ error: This operation says nothing about the request; Istio refuses it.
        - {}
#         ^^ error: This operation says nothing about the request; Istio refuses it.
        - operation: {ports: ["80"]}
`,
  );
});

test('takes empty lists of them, and is silent where it cannot know', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  rules:
    - from: []
      to:
      when: []
    - from:
        - source: {principal: [a]}
        - source: {principals: "\${PRINCIPALS}"}
`,
  );
});
