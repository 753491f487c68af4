import { expect, test } from 'vitest';
import { countProblems } from '../../testing/check-rule.ts';
import rule from './source-label-form.ts';

const problems = (kind: string, labels: string): number =>
  countProblems(
    rule,
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: whoami}
spec: {${kind}: [{match: [{sourceLabels: ${labels}}]}]}
`,
  );

test.each(['http', 'tls', 'tcp'])('refuses what cannot be a label under %s', (kind) => {
  expect(problems(kind, '{app: "v*"}')).toBe(1);
  expect(problems(kind, '{a/b/c: d, "": e}')).toBe(2);
});

test('takes what istiod takes, and what is filled in', () => {
  expect(problems('http', `{app: "", EX.com/a_b: v1.2, long: ${'a'.repeat(64)}}`)).toBe(0);
  expect(problems('http', `{"\${KEY}": a, b: "\${VALUE}"}`)).toBe(0);
});
