import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './backend-timeout.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
  rules:
`;

test('compares the two', () => {
  checkRule(
    rule,
    `${HEAD}    - timeouts: {request: 1s, backendRequest: 1001ms}
#                                             ^^^^^^ error: One try may take 1001ms, the whole request only 1s; the API server refuses that.
    - timeouts: {request: 1s, backendRequest: 1000ms}
    - timeouts: {request: 0s, backendRequest: 1h}
`,
  );
});

test('refuses what is no duration', () => {
  checkRule(
    rule,
    `${HEAD}    - timeouts: {request: 1.5s}
#                         ^^^^ error: "1.5s" is no duration; the API server takes whole numbers with a unit, such as 10s or 500ms.
    - timeouts: {backendRequest: "10"}
#                                ^^^^ error: "10" is no duration; the API server takes whole numbers with a unit, such as 10s or 500ms.
`,
  );
});

test('writes a duration in whole numbers', () => {
  checkFix(
    rule,
    `${HEAD}    - timeouts: {request: 1.5s}
`,
    'Change to "1500ms"',
    `${HEAD}    - timeouts: {request: 1500ms}
`,
  );
});

test('adds the unit', () => {
  checkFix(
    rule,
    `${HEAD}    - timeouts: {request: "10"}
`,
    'Change to "10s"',
    `${HEAD}    - timeouts: {request: "10s"}
`,
  );
});
