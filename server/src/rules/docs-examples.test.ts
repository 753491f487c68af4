import { describe, expect, test } from 'vitest';
import { countProblems } from '../testing/check-rule.ts';
import { RULES } from './registry.generated.ts';

describe.each(RULES.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  test('reports in its invalid example', () => {
    expect(countProblems(rule, rule.docs().invalid)).toBeGreaterThan(0);
  });

  test('is silent in its valid example', () => {
    expect(countProblems(rule, rule.docs().valid)).toBe(0);
  });
});
