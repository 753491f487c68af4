import { describe, expect, test } from 'vitest';
import { parseDocument } from '../yaml/parse-document.ts';
import { YAML_RULES } from './yaml-rules.ts';

/** The only file of an example, without the line that names it. */
function textOf(example: string): string {
  return example.trim().replace(/^\/\/- .*\n/, '');
}

describe.each(YAML_RULES)('$id', (entry) => {
  test('reports its wrong example, as severely as it says', () => {
    const text = textOf(entry.docs().invalid).replace(/# and so on.*/, '- - - - - '.repeat(100_000));
    const [problem] = parseDocument(text).problems;
    expect(`yaml/${problem?.code}`).toBe(entry.id);
    expect(problem?.severity).toBe(entry.severity);
  });

  test('has a right example', () => {
    expect(parseDocument(textOf(entry.docs().valid)).problems).toEqual([]);
  });
});
