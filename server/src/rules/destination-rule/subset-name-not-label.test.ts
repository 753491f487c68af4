import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './subset-name-not-label.ts';

function withName(name: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  subsets:
    - name: ${name}
`;
}

test('refuses what is no label', () => {
  checkRule(
    rule,
    `${withName('v1_0')}#           ^^^^ error: "v1_0" is more than letters, digits and -; Istio refuses it as the name of a subset.
    - name: ""
#           ^^ error: This subset has an empty name; Istio refuses it.
    - name: V1-a
    - name: "\${NAME}"
    - {labels: {a: b}}
`,
  );
});

test('refuses more than 63 characters', () => {
  const long = 'a'.repeat(64);
  checkRule(
    rule,
    `${withName(long.slice(1))}    - name: ${long}
#           ${'^'.repeat(64)} error: "${long.slice(0, 57)}…" is longer than 63 characters; Istio refuses it as the name of a subset.
`,
  );
  checkFixTitles(rule, withName(long), []);
});

test('puts - for other characters', () => {
  checkFix(rule, withName('v1.0.2'), 'Change to "v1-0-2"', withName('v1-0-2'));
});
