import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { extractTexts, sourceFiles } from '../server/scripts/l10n.mjs';

const root = path.resolve(import.meta.dirname, '..');

describe('a text', () => {
  test.each([
    ["t('Hello')", ['Hello']],
    ['t("Hello")', ['Hello']],
    ["t('{0} of {1}', a, b(c))", ['{0} of {1}']],
    ['t(`Two\nlines`)', ['Two\nlines']],
    ["vscode.l10n.t('Restart')", ['Restart']],
    ["t(\n  'On its own line',\n  a,\n)", ['On its own line']],
    ["t('It\\'s \\u201cquoted\\u201d')", ["It's “quoted”"]],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    ['`a ${t(\'inside\')} b ${`${t("deeper")}`}`', ['inside', 'deeper']],
    ["/'/.test(x) ? t('after a regular expression') : ''", ['after a regular expression']],
    ["const half = a / 2; t('after a division', b / 2)", ['after a division']],
  ])('is found: %s', (source, texts) => {
    expect(extractTexts(source)).toEqual({ texts, badLines: [] });
  });

  test.each([
    ['in a comment', "// t('no')\n/* t('no') */"],
    ['in a string', `const example = "t('no')";`],
    ['in a template literal', "const example = `t('no')`;"],
    ['of another function', "print('no'); object.t('no'); list.at('no');"],
    ['where t is defined', 'export function t(message: string): string {}'],
  ])('is not found %s', (_, source) => {
    expect(extractTexts(source)).toEqual({ texts: [], badLines: [] });
  });

  test.each([
    ['a variable', 'const a = 1;\nt(message)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: source text
    ['a template literal with something inside', 'const a = 1;\nt(`Hello ${name}`)'],
    ['a sum', "const a = 1;\nt('Hello ' + name)"],
    ['a choice', "const a = 1;\nt(isOne ? 'one' : 'many')"],
    ['nothing', 'const a = 1;\nt()'],
    ['an object', "const a = 1;\nvscode.l10n.t({ message: 'Hello' })"],
  ])('that is %s is refused, with its line', (_, source) => {
    expect(extractTexts(source).badLines).toEqual([2]);
  });
});

test('every text a person sees is a literal', async () => {
  const bad: string[] = [];
  for (const file of await sourceFiles()) {
    const { badLines } = extractTexts(readFileSync(file, 'utf8'));
    bad.push(...badLines.map((line) => `${path.relative(root, file)}:${line}`));
  }
  expect(bad).toEqual([]);
});
