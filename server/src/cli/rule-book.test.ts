import { describe, expect, test } from 'vitest';
import { type BookEntry, ruleBook } from '../rules/rule-book.ts';
import { closestName, findEntries } from './rule-book.ts';

const docs = (): never => {
  throw new Error('not asked for');
};

const BOOK: readonly BookEntry[] = [
  { id: 'gateway/host-unknown', severity: 'error', codes: ['IST0101', 'KIA0203'], docs },
  { id: 'service-entry/selector-near-miss', alias: 'se-selector-near-miss', severity: 'warning', docs },
  { id: 'virtual-service/gateway-unknown', severity: 'error', codes: ['IST0101'], docs },
];

describe('a rule is found by', () => {
  test.each([
    ['its id', 'gateway/host-unknown', ['gateway/host-unknown']],
    ['its alias', 'se-selector-near-miss', ['service-entry/selector-near-miss']],
    ['the end of its id', 'selector-near-miss', ['service-entry/selector-near-miss']],
    ['the code of another tool', 'kia0203', ['gateway/host-unknown']],
    ['a code that several rules answer to', 'IST0101', ['gateway/host-unknown', 'virtual-service/gateway-unknown']],
    ['nothing else', 'gateway', []],
  ])('%s', (_, word, ids) => {
    expect(findEntries(word, BOOK).map((entry) => entry.id)).toEqual(ids);
  });
});

describe('a misspelt rule', () => {
  test.each([
    ['service-entry/selector-near-mis', 'service-entry/selector-near-miss'],
    ['se-selector-nearmiss', 'se-selector-near-miss'],
    ['host-unkown', 'gateway/host-unknown'],
    ['IST011', 'IST0101'],
  ])('%s means %s', (word, meant) => {
    expect(closestName(word, BOOK)).toBe(meant);
  });

  test('may be too far from all', () => {
    expect(closestName('foo', BOOK)).toBeUndefined();
  });
});

test('the book is sorted, and no name in it is taken twice', () => {
  const ids = ruleBook().map((entry) => entry.id);
  expect(ids).toEqual([...ids].sort());
  const names = ruleBook().flatMap((entry) => [entry.id, ...(entry.alias === undefined ? [] : [entry.alias])]);
  expect(new Set(names).size).toBe(names.length);
});
