import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './duration-below-millisecond.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses durations that are finer', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - timeout: 1.0005s
#              ^^^^^^^ error: "1.0005s" is not a whole number of milliseconds; Istio refuses it.
      retries: {attempts: 1, perTryTimeout: 1500us, backoff: 1ms1ns}
#                                           ^^^^^^ error: "1500us" is not a whole number of milliseconds; Istio refuses it.
#                                                            ^^^^^^ error: "1ms1ns" is not a whole number of milliseconds; Istio refuses it.
      fault: {delay: {fixedDelay: 2.5ms}}
#                                 ^^^^^ error: "2.5ms" is not a whole number of milliseconds; Istio refuses it.
`,
  );
});

test('takes whole ones, however written', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - timeout: 1.001s
      retries: {attempts: 1, perTryTimeout: 2000us, backoff: 1.1s}
      fault: {delay: {fixedDelay: 1h2m3.5s}}
    - timeout: 0.5ms
    - timeout: soon
`,
  );
});

test('rounds', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - timeout: 1.0006s
`,
    'Change to "1001ms"',
    `${HEAD}  http:
    - timeout: 1001ms
`,
  );
});
