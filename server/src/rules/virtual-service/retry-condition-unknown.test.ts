import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './retry-condition-unknown.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what Envoy does not know', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - retries: {attempts: 1, retryOn: "5xx, reset"}
#                                     ^^^^^^^^^^^^ error: There are spaces between the conditions; Istio refuses them.
    - retries: {attempts: 1, retryOn: "5xx,"}
#                                     ^^^^^^ error: There is one comma too many; Istio refuses an empty condition.
    - retries: {attempts: 1, retryOn: conect-failure}
#                                     ^^^^^^^^^^^^^^ error: "conect-failure" is no condition for retries that Istio knows; it refuses it.
    - retries: {attempts: 1, retryOn: "306"}
#                                     ^^^^^ error: "306" is no condition for retries that Istio knows; it refuses it.
    - retries: {attempts: 1, retryOn: "5xx,reset,503,0503,unavailable"}
    - retries: {attempts: 1, retryOn: "\${CONDITIONS}"}
`,
  );
});

test('drops spaces', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - retries: {attempts: 1, retryOn: "5xx, reset"}
`,
    'Change to "5xx,reset"',
    `${HEAD}  http:
    - retries: {attempts: 1, retryOn: "5xx,reset"}
`,
  );
});

test('knows the name', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - retries:
        attempts: 1
        retryOn: conect_failure,reset
`,
    'Change to "connect-failure,reset"',
    `${HEAD}  http:
    - retries:
        attempts: 1
        retryOn: connect-failure,reset
`,
  );
});
