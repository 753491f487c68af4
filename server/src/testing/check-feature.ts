/** Tests of features: a fixture with a cursor in, its own annotations or a text as the expectation. */
import { expect } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import { provideCodeLenses } from '../features/code-lens.ts';
import { provideCompletion } from '../features/completion.ts';
import { provideDefinition } from '../features/definition.ts';
import { provideDocumentHighlights } from '../features/document-highlight.ts';
import { provideHover } from '../features/hover.ts';
import { provideInlayHints } from '../features/inlay-hint.ts';
import { provideReferences } from '../features/references.ts';
import { applyTextEdits } from '../text/text-edit.ts';
import { cursorOf, engineOf, expectationText, expectedTexts, type Fixture, parseFixture } from './fixture.ts';

/** Checks the hover at the cursor; links are shortened to `[name](path#L1)`. An empty text expects none. */
export function checkHover(fixture: string, markdown: string): void {
  const { engine, cursor } = open(fixture);
  const hover = provideHover(engine, cursor.uri, cursor.start);
  const contents = hover?.contents as { readonly value: string } | undefined;
  expect((contents?.value ?? '').replaceAll('file:///mesh/', '')).toBe(markdown.trim());
}

/** Checks that going to the definition leads exactly to the places marked `target`. */
export function checkDefinition(fixture: string): void {
  const { engine, parsed, cursor } = open(fixture);
  const links = provideDefinition(engine, cursor.uri, cursor.start);
  const found = links.map((link) => expectationText(link.targetUri, link.targetSelectionRange, 'target'));
  expect(found.sort()).toEqual(expectedTexts(parsed, 'target'));
}

/** Checks that the references, the thing itself included, are exactly the places marked `reference`. */
export function checkReferences(fixture: string): void {
  const { engine, parsed, cursor } = open(fixture);
  const locations = provideReferences(engine, cursor.uri, cursor.start, { includeDeclaration: true });
  expect(locations.map(({ uri, range }) => expectationText(uri, range, 'reference')).sort()).toEqual(
    expectedTexts(parsed, 'reference'),
  );
}

/** Checks that exactly the places marked `highlight` are highlighted. */
export function checkHighlights(fixture: string): void {
  const { engine, parsed, cursor } = open(fixture);
  const found = provideDocumentHighlights(engine, cursor.uri, cursor.start);
  expect(found.map(({ range }) => expectationText(cursor.uri, range, 'highlight')).sort()).toEqual(
    expectedTexts(parsed, 'highlight'),
  );
}

/** Checks that every lens of every file is marked `lens: title`. */
export function checkLenses(fixture: string): void {
  const parsed = parseFixture(fixture);
  const engine = engineOf(parsed);
  const found = parsed.files.flatMap((file) =>
    provideCodeLenses(engine, file.uri).map((lens) =>
      expectationText(file.uri, lens.range, 'lens', lens.command?.title ?? ''),
    ),
  );
  expect(found.sort()).toEqual(expectedTexts(parsed, 'lens'));
}

/** Checks all hints of all files: each as its line up to it, two spaces and its label. */
export function checkInlayHints(fixture: string, expected: readonly string[]): void {
  const parsed = parseFixture(fixture);
  const engine = engineOf(parsed);
  const found = parsed.files.flatMap((file) =>
    provideInlayHints(engine, file.uri).map(({ position, label }) => {
      const line = file.text.split('\n')[position.line] ?? '';
      return `${line.slice(0, position.character).trim()}  ${label}`;
    }),
  );
  expect(found).toEqual(expected);
}

/** Checks what is offered at the cursor: each item as `label — detail`, in the order an editor shows them. */
export function checkCompletion(fixture: string, items: readonly string[]): void {
  expect(completionsOf(fixture).items.map(describeItem)).toEqual(items);
}

/** Checks the text of the cursor's file after taking the item with this label. */
export function checkCompletionText(fixture: string, label: string, after: string): void {
  const { engine, parsed, cursor, items } = completionsOf(fixture);
  const item = items.find((candidate) => candidate.label === label);
  if (!item) throw new Error(`no item "${label}"; there are: ${items.map(describeItem).join(', ')}`);
  const edit = item.textEdit;
  const source = engine.file(cursor.uri)?.source;
  if (!edit || !('range' in edit) || !source) throw new Error(`"${label}" has no edit`);
  const edits = [{ range: edit.range, newText: edit.newText }, ...(item.additionalTextEdits ?? [])];
  const text = applyTextEdits(
    source.text,
    edits.map(({ range, newText }) => ({
      start: source.offsetAt(range.start),
      end: source.offsetAt(range.end),
      newText,
    })),
  );
  const path = parsed.files.find(({ uri }) => uri === cursor.uri)?.path;
  expect(text).toBe(parseFixture(after).files.find((file) => file.path === path)?.text);
}

function completionsOf(fixture: string): ReturnType<typeof open> & { readonly items: readonly CompletionItem[] } {
  const opened = open(fixture);
  const { items } = provideCompletion(opened.engine, opened.cursor.uri, opened.cursor.start);
  const key = (item: CompletionItem): string => item.sortText ?? item.label;
  return { ...opened, items: items.sort((left, right) => (key(left) < key(right) ? -1 : 1)) };
}

function describeItem({ label, detail }: CompletionItem): string {
  return detail === undefined ? label : `${label} — ${detail}`;
}

function open(fixture: string): {
  readonly engine: Engine;
  readonly parsed: Fixture;
  readonly cursor: NonNullable<Fixture['cursor']>;
} {
  const parsed = parseFixture(fixture);
  return { engine: engineOf(parsed), parsed, cursor: cursorOf(parsed) };
}
