import { expect, test } from 'vitest';
import { checkRule, countProblems } from '../../testing/check-rule.ts';
import rule from './direct-response-form.ts';

const HEAD = `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec:
`;

test('refuses a status beyond 200 to 600', () => {
  checkRule(
    rule,
    `${HEAD}  http:
    - directResponse: {status: 199}
#                              ^^^ error: 199 is no status to answer with; Istio takes 200 to 600.
    - directResponse: {status: 601}
#                              ^^^ error: 601 is no status to answer with; Istio takes 200 to 600.
    - directResponse: {status: 200}
    - directResponse: {status: 600, body: {string: a}}
`,
  );
});

test.each([
  ['string', 'a'.repeat(102_400), 0],
  ['string', 'a'.repeat(102_401), 1],
  ['string', 'é'.repeat(51_201), 1],
  ['bytes', 'YWFh'.repeat(34_133), 0],
  ['bytes', 'YWFh'.repeat(34_134), 1],
])('counts the bytes of a %s', (field, content, count) => {
  const fixture = `${HEAD}  http: [{directResponse: {status: 200, body: {${field}: ${content}}}}]\n`;
  expect(countProblems(rule, fixture)).toBe(count);
});

test('refuses more than a mebibyte', () => {
  const content = 'a'.repeat(1_048_577);
  checkRule(
    rule,
    `${HEAD}  http:
    - directResponse:
        status: 200
        body:
          string: ${content}
#                 ${'^'.repeat(content.length)} error: This body has 1025 KiB; Istio refuses more than 1024.
`,
  );
});
