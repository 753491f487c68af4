import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './retries-without-attempts.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses what counts for nothing', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - retries: {perTryTimeout: 1s, retryOn: 5xx}
#     ^^^^^^^ error: Without attempts there are no retries; Istio refuses "perTryTimeout", "retryOn" then.
    - retries: {attempts: 0, retryRemoteLocalities: false}
#                         ^ error: With 0 attempts there are no retries; Istio refuses "retryRemoteLocalities" beside it.
    - retries: {attempts: -1}
#                         ^^ error: Attempts are not negative; Istio refuses -1.
`,
  );
});

test('takes attempts, and fields that do not matter', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - retries: {attempts: 1, perTryTimeout: 1s}
    - retries: {attempts: 0, backoff: 1s, retryOn: ""}
    - retries: {retryIgnorePreviousHosts: true}
    - retries: {attempts: "\${ATTEMPTS}", perTryTimeout: 1s}
`,
  );
});

test('adds attempts', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - retries:
        perTryTimeout: 1s
`,
    'Add "attempts"',
    `${HEAD}  http:
    - retries:
        perTryTimeout: 1s
        attempts: 2
`,
  );
});
