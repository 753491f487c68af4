/** Tests of rules: a fixture in, its own annotations as the expectation. */
import { expect } from 'vitest';
import { DEFAULT_SETTINGS, type Engine } from '../engine.ts';
import type { Fix } from '../problem.ts';
import type { Rule } from '../rules/define-rule.ts';
import { RULES } from '../rules/registry.generated.ts';
import { applyTextEdits, type TextEdit } from '../text/text-edit.ts';
import { expectEqualToFresh } from './expect-equal-to-fresh.ts';
import { describeProblems, engineOf, expectedProblems, FIXTURE_FOLDER, type Fixture, parseFixture } from './fixture.ts';

/**
 * Checks that `rule`, alone, reports exactly what the fixture's lines expect, with the right severity, range and
 * message (and related places, if some line expects one); and that nothing of this depends on the order of events.
 */
export function checkRule(rule: Rule, fixture: string): void {
  checkWith(parseFixture(fixture), [rule]);
}

/**
 * The same with all rules on, but for those that look at the text of one resource alone: fixtures leave out what a test does not
 * need.
 */
export function checkAllRules(fixture: string): void {
  checkWith(
    parseFixture(fixture),
    RULES.filter((rule) => rule.findings === undefined && rule.at === undefined),
  );
}

/** Checks that the fix called `title`, which some problem of `rule` must offer, makes `before` into `after`. */
export function checkFix(rule: Rule, before: string, title: string, after: string): void {
  const fixture = parseFixture(before);
  const engine = engineOf(fixture, { rules: [rule] });
  const fixes = fixesIn(engine, fixture);
  const fix = fixes.find((candidate) => candidate.title === title);
  if (!fix) throw new Error(`no fix "${title}"; there are: ${fixes.map(({ title: name }) => name).join(', ')}`);
  const expected = parseFixture(after).files.map(({ path, text }) => [path, text]);
  expect(fixture.files.map(({ path, uri, text }) => [path, apply(engine, uri, text, fix)])).toEqual(expected);
}

/** Checks the titles of all fixes that `rule` offers in the fixture; a preferred one is marked with `*`. */
export function checkFixTitles(rule: Rule, before: string, titles: readonly string[]): void {
  const fixture = parseFixture(before);
  const engine = engineOf(fixture, { rules: [rule] });
  expect(fixesIn(engine, fixture).map((fix) => (fix.isPreferred ? `${fix.title} *` : fix.title))).toEqual(titles);
}

/** How many problems `rule` reports in the fixture. */
export function countProblems(rule: Rule, fixture: string): number {
  const parsed = parseFixture(fixture);
  const engine = engineOf(parsed, { rules: [rule] });
  return parsed.files.flatMap((file) => engine.problems(file.uri)).filter(({ problem }) => problem.rule === rule.id)
    .length;
}

function checkWith(fixture: Fixture, rules: readonly Rule[]): void {
  const engine = engineOf(fixture, { rules });
  expect(describeProblems(engine, fixture)).toEqual(expectedProblems(fixture));
  const { release } = fixture;
  const settings = release === undefined ? undefined : { ...DEFAULT_SETTINGS, release };
  const setup = { folders: [FIXTURE_FOLDER], rules, ...(settings && { settings }) };
  expectEqualToFresh(engine, setup);
  // Take each file's text away and give it back: what was said must change and come back on both sides.
  for (const file of fixture.files) {
    engine.setDiskText(file.uri, '');
    expectEqualToFresh(engine, setup);
    engine.setDiskText(file.uri, file.text);
    engine.settle();
    expect(describeProblems(engine, fixture)).toEqual(expectedProblems(fixture));
  }
}

function fixesIn(engine: Engine, fixture: Fixture): Fix[] {
  return fixture.files.flatMap((file) => engine.problems(file.uri).flatMap(({ problem }) => problem.fixes()));
}

/** The text of the file at `uri` after the edits of `fix` that concern it. */
function apply(engine: Engine, uri: string, text: string, fix: Fix): string {
  const edits = fix.edits.flatMap((edit): TextEdit[] => {
    const slot = edit.file === uri ? engine.file(uri)?.slotOf(edit.document) : undefined;
    return slot
      ? [{ start: slot.start + edit.range.start, end: slot.start + edit.range.end, newText: edit.newText }]
      : [];
  });
  const result = applyTextEdits(text, edits);
  if (result === undefined) throw new Error(`the edits of "${fix.title}" overlap`);
  return result;
}
