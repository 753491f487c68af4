/**
 * Fixtures: several files in one string. `//- path.yaml` starts a file, `$0` is the cursor, `$0…$0` a selection, and a
 * line `#   ^^^^ error: message` expects a problem where the carets stand (`#<---` one that starts at the `#`). What else is
 * expected at a place is written the same way: `#   ^^^^ target`, `#   ^^^^ lens: title`. A first line `//- with Istio 1.19` sets the
 * release that is installed.
 */
import { DEFAULT_SETTINGS, Engine, type EngineSettings, type Range } from '../engine.ts';
import type { Rule } from '../rules/define-rule.ts';
import { type IstioRelease, readRelease } from '../schema/istio-release.ts';
import type { Position } from '../text/line-index.ts';

/** The folder that every fixture's files lie in. */
export const FIXTURE_FOLDER = 'file:///mesh';

export interface FixtureFile {
  /** Relative to the folder, as written after `//-`. */
  readonly path: string;
  readonly uri: string;
  /** Without cursor marks; lines that expect problems are YAML comments and stay. */
  readonly text: string;
}

export interface Fixture {
  readonly files: readonly FixtureFile[];
  /** Where `$0` stood, and where a second one ended a selection. */
  readonly cursor: { readonly uri: string; readonly start: Position; readonly end: Position } | undefined;
  /** What the fixture's lines expect. */
  readonly expectations: readonly Expectation[];
  /** The release of Istio that is installed, if the fixture says one. */
  readonly release: IstioRelease | undefined;
}

/** What a line says of a problem, or of the answer of a feature. */
export type ExpectationTag = (typeof TAGS)[number];

export interface Expectation {
  readonly tag: ExpectationTag;
  /** `path:line:character-character tag: message`, counted from 1; the form of `expectationText`. */
  readonly text: string;
}

const TAGS = ['error', 'warning', 'info', 'hint', 'related', 'target', 'reference', 'highlight', 'lens'] as const;
const PROBLEM_TAGS: ReadonlySet<ExpectationTag> = new Set(['error', 'warning', 'info', 'hint', 'related']);

const FILE_MARK = /^\/\/- ?(.*)$/;
const EXPECTATION = new RegExp(`^([ \\t]*)#(<-+|[ \\t]*\\^+) (${TAGS.join('|')})(?:: (.*))?$`);
const INSTALLED = /^\s*\/\/- with Istio (.*)\n/;
const CURSOR = '$0';

/** Reads a fixture. Text before the first `//-` is the file `main.yaml`. */
export function parseFixture(fixture: string): Fixture {
  const installed = INSTALLED.exec(fixture);
  const files = splitFiles(installed ? fixture.slice(installed[0].length) : fixture);
  let cursor: Fixture['cursor'];
  const clean = files.map((file): FixtureFile => {
    const uri = uriOf(file.path);
    const first = file.text.indexOf(CURSOR);
    if (first < 0) return { ...file, uri };
    if (cursor) throw new Error('a fixture has one cursor or one selection');
    const withoutFirst = file.text.slice(0, first) + file.text.slice(first + CURSOR.length);
    const second = withoutFirst.indexOf(CURSOR);
    const text = second < 0 ? withoutFirst : withoutFirst.slice(0, second) + withoutFirst.slice(second + CURSOR.length);
    const start = positionIn(text, first);
    cursor = { uri, start, end: second < 0 ? start : positionIn(text, second) };
    return { path: file.path, uri, text };
  });
  return {
    files: clean,
    cursor,
    expectations: clean.flatMap(expectationsOf),
    release: installed ? readRelease(installed[1] ?? '') : undefined,
  };
}

/** The URI that the fixture file at `path` gets. */
export function uriOf(path: string): string {
  return `${FIXTURE_FOLDER}/${path}`;
}

export interface FixtureOptions {
  readonly settings?: EngineSettings;
  /** Instead of all rules. */
  readonly rules?: readonly Rule[];
  /** Paths of the files that an editor has open; none if absent. */
  readonly open?: readonly string[];
}

/** An engine that holds the fixture's files and has nothing left to do. Fails the test if a rule throws. */
export function engineOf(fixture: Fixture, options: FixtureOptions = {}): Engine {
  const { release } = fixture;
  const settings = options.settings ?? (release === undefined ? undefined : { ...DEFAULT_SETTINGS, release });
  const engine = new Engine({
    ...(settings && { settings }),
    ...(options.rules && { rules: options.rules }),
    onError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  engine.setFolders([FIXTURE_FOLDER]);
  for (const file of fixture.files) {
    if (options.open?.includes(file.path)) engine.openFile(file.uri, file.text, 1);
    else engine.setDiskText(file.uri, file.text);
  }
  engine.settle();
  return engine;
}

/** The cursor of a fixture that must have one. */
export function cursorOf(fixture: Fixture): NonNullable<Fixture['cursor']> {
  if (!fixture.cursor) throw new Error('the fixture has no $0');
  return fixture.cursor;
}

/** The texts of the fixture's expectations with one of these tags, sorted. */
export function expectedTexts(fixture: Fixture, ...tags: readonly ExpectationTag[]): string[] {
  return fixture.expectations
    .filter(({ tag }) => tags.includes(tag))
    .map(({ text }) => text)
    .sort();
}

/** The problems that the fixture expects, sorted, in the form of `describeProblems`. */
export function expectedProblems(fixture: Fixture): string[] {
  return expectedTexts(fixture, ...PROBLEM_TAGS);
}

/** How an expectation is compared: place, tag and message. */
export function expectationText(uri: string, range: Range, tag: ExpectationTag, message?: string): string {
  return `${pathOf(uri)}:${describeRange(range)} ${tag}${message === undefined ? '' : `: ${message}`}`;
}

/** Every problem of the engine's files, sorted; related places only if the fixture expects some. */
export function describeProblems(engine: Engine, fixture: Fixture): string[] {
  const withRelated = fixture.expectations.some(({ tag }) => tag === 'related');
  const problems = fixture.files.flatMap((file) => engine.problems(file.uri).map((located) => ({ file, located })));
  return problems
    .flatMap(({ file, located: { problem, range, related } }) => [
      expectationText(file.uri, range, problem.severity, problem.message),
      ...(withRelated ? related : []).map(({ location, message }) =>
        expectationText(location.uri, location.range, 'related', message),
      ),
    ])
    .sort();
}

/** `line:character-character`, or with the line of the end where that differs; counted from 1 as people do. */
export function describeRange(range: Range): string {
  const end = range.end.line === range.start.line ? '' : `${range.end.line + 1}:`;
  return `${range.start.line + 1}:${range.start.character + 1}-${end}${range.end.character + 1}`;
}

/** The path in the fixture of a URI. */
export function pathOf(uri: string): string {
  return uri.startsWith(`${FIXTURE_FOLDER}/`) ? uri.slice(FIXTURE_FOLDER.length + 1) : uri;
}

function splitFiles(fixture: string): { path: string; text: string }[] {
  const files: { path: string; lines: string[] }[] = [];
  const lines = fixture.replace(/^\n/, '').split('\n');
  for (const line of lines) {
    const path = FILE_MARK.exec(line)?.[1]?.trim();
    if (path !== undefined) files.push({ path, lines: [] });
    else if (files.length === 0) files.push({ path: 'main.yaml', lines: [line] });
    else files[files.length - 1]?.lines.push(line);
  }
  return files.map(({ path, lines: own }, index) => {
    // The line break before `//-` belongs to the mark, except that a file ends with one.
    const isLast = index === files.length - 1;
    const text = own.join('\n') + (isLast ? '' : '\n');
    return { path, text: isLast ? text.replace(/\n[ \t]*$/, '\n') : text };
  });
}

function expectationsOf(file: FixtureFile): Expectation[] {
  const lines = file.text.split('\n');
  return lines.flatMap((line, index) => {
    const match = EXPECTATION.exec(line);
    if (!match) return [];
    const [, indent = '', mark = '', tag = '', message] = match;
    let above = index - 1;
    while (above >= 0 && EXPECTATION.test(lines[above] ?? '')) above--;
    const startsAtHash = mark.startsWith('<');
    const start = startsAtHash ? indent.length : indent.length + 1 + mark.indexOf('^');
    const end = startsAtHash ? start + 1 + mark.length : indent.length + 1 + mark.length;
    const range = { start: { line: above, character: start }, end: { line: above, character: end } };
    return [{ tag: tag as ExpectationTag, text: expectationText(file.uri, range, tag as ExpectationTag, message) }];
  });
}

function positionIn(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, character: offset - lineStart };
}
