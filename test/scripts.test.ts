import { describe, expect, test } from 'vitest';
import { camelCase } from '../server/scripts/generate.mjs';
import { ruleText, testText } from '../server/scripts/new-rule.mjs';

describe('a new rule', () => {
  test('has its id, and the kind that its folder is named after', () => {
    expect(ruleText('service-entry/selector-near-miss')).toContain("id: 'service-entry/selector-near-miss'");
    expect(ruleText('service-entry/selector-near-miss')).toContain("kinds: ['ServiceEntry']");
  });

  test('comes with a test of the same file', () => {
    expect(testText('service-entry/selector-near-miss')).toContain("import rule from './selector-near-miss.ts'");
  });

  test('is known in the registry under its id in camel case', () => {
    expect(camelCase('service-entry/selector-near-miss')).toBe('serviceEntrySelectorNearMiss');
  });
});
