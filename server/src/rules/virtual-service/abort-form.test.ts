import { test } from 'vitest';
import { checkFix, checkRule } from '../../testing/check-rule.ts';
import rule from './abort-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses statuses that there are not', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - fault: {abort: {httpStatus: 199}}
#                                 ^^^ error: 199 is no status to answer with; Istio takes 200 to 600.
    - fault: {abort: {httpStatus: 600}}
    - fault: {abort: {grpcStatus: unavailable}}
#                                 ^^^^^^^^^^^ error: "unavailable" is no status of gRPC; Istio takes names such as UNAVAILABLE.
    - fault: {abort: {grpcStatus: UNAVAILABLE}}
    - fault: {abort: {http2Error: x}}
#                     ^^^^^^^^^^ error: Istio refuses "http2Error": it is not supported.
`,
  );
});

test('warns of an abort that aborts nothing', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - fault: {abort: {percentage: {value: 10}}}
#             ^^^^^ warning: This abort has neither "httpStatus" nor "grpcStatus", so nothing is aborted.
`,
  );
});

test('knows the name', () => {
  checkFix(
    rule,
    `${HEAD}  http:
    - fault: {abort: {grpcStatus: not-found}}
`,
    'Change to "NOT_FOUND"',
    `${HEAD}  http:
    - fault: {abort: {grpcStatus: NOT_FOUND}}
`,
  );
});
