import { describe, expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { type FormatWishes, provideFormatting } from './format.ts';

const USUAL: FormatWishes = {
  tabSize: 2,
  lists: 'keep',
  quotes: 'keep',
  insertFinalNewline: false,
  trimFinalNewlines: false,
};
const UGLY = 'apiVersion:  v1\nkind: Service\nspec:\n    ports:\n    -   port: 80\n';
const TIDY = 'apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80\n';

function formatted(
  text: string,
  wishes: Partial<FormatWishes> = {},
  lines?: [number, number],
  path = 'main.yaml',
): string {
  const engine = engineOf(parseFixture(`//- ${path}\n${text}`));
  const range = lines && { start: { line: lines[0], character: 1 }, end: { line: lines[1], character: 0 } };
  const { source } = engine.file(uriOf(path)) as NonNullable<ReturnType<typeof engine.file>>;
  const edits = provideFormatting(engine, uriOf(path), { ...USUAL, ...wishes }, range);
  return applyTextEdits(
    source.text,
    edits.map(({ range: { start, end }, newText }) => ({
      start: source.offsetAt(start),
      end: source.offsetAt(end),
      newText,
    })),
  ) as string;
}

test('every document of a file is laid out', () => {
  expect(formatted(`${UGLY}---\n${UGLY}# end\n`)).toBe(`${TIDY}---\n${TIDY}# end\n`);
});

test('the editor says how wide a level is', () => {
  expect(formatted(TIDY, { tabSize: 4 })).toBe(UGLY.replace(':  v1', ': v1').replace('-   port', '- port'));
});

test.each([0, Number.NaN, -3])('a width of %d is none', (tabSize) => {
  expect(formatted(TIDY, { tabSize })).toMatch(/^ {1,2}ports/m);
});

test('lists and quotes are the person\u2019s', () => {
  expect(formatted(`${TIDY}a: "b"\n`, { lists: 'indented', quotes: 'single' })).toBe(
    `${TIDY.replace('  - port', '    - port')}a: 'b'\n`,
  );
});

test('only lines of the range change', () => {
  expect(formatted(`${UGLY}---\n${UGLY}`, {}, [6, 8])).toBe(`${UGLY}---\n${UGLY.replace(':  v1', ': v1')}`);
});

test('the end of the file is as the editor wants it', () => {
  expect(formatted(`${TIDY}\n\n`, { trimFinalNewlines: true, insertFinalNewline: true })).toBe(TIDY);
  expect(formatted(`${TIDY}\n\n`, { trimFinalNewlines: true }, [1, 3])).toBe(`${TIDY}\n\n`);
});

test('what is right gets no edits', () => {
  const engine = engineOf(parseFixture(TIDY));
  expect(provideFormatting(engine, uriOf('main.yaml'), USUAL)).toEqual([]);
});

test('edits are as small as what changes', () => {
  const engine = engineOf(parseFixture(UGLY));
  const edits = provideFormatting(engine, uriOf('main.yaml'), USUAL);
  expect(
    edits.every(({ range: { start, end } }) => start.line === end.line && end.character - start.character <= 4),
  ).toBe(true);
});

describe('unchanged', () => {
  test.each([
    ['other YAML', 'services:\n    web:  {}\n'],
    ['a file that holds something else too', `${UGLY}---\nservices:\n    web:  {}\n`],
    ['a template', `${UGLY}    x:   {{ .Values.x }}\n`],
    ['a file with a template', `${UGLY}---\n${UGLY}    x:   {{ .Values.x }}\n`],
    ['a document with template code in a text', `${UGLY}    x:   "{{ .Values.x }}"\n`],
    ['a broken document', `${UGLY}  x: [\n`],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(formatted(text)).toBe(text);
  });

  test('JSON', () => {
    const json = '{"apiVersion":"v1","kind":"Service"}\n';
    expect(formatted(json, {}, undefined, 'a.json')).toBe(json);
  });

  test('only the broken one of several documents', () => {
    expect(formatted(`${UGLY}---\n${UGLY}  x: [\n`)).toBe(`${TIDY}---\n${UGLY}  x: [\n`);
  });
});
