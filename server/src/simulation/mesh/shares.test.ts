import { describe, expect, test } from 'vitest';
import { sharesOf, type WeightedGroup, type WeightedMember } from './shares.ts';

interface Named extends WeightedMember {
  readonly name: string;
}

const member = (name: string, weight = 1, health = 'HEALTHY'): Named => ({ name, weight, health });
const group = (priority: number, weight: number, ...members: Named[]): WeightedGroup<Named> => ({
  priority,
  weight,
  members,
});
const POOL = { isLocalityWeighted: false, ignoresWeights: false };

/** Percentages by name, with one digit behind the point. */
function shares(groups: readonly WeightedGroup<Named>[], options = POOL): Record<string, number> {
  const found = sharesOf(groups, options);
  return Object.fromEntries([...found].map(([{ name }, { share }]) => [name, Math.round(share * 1000) / 10]));
}

describe('endpoints of one priority', () => {
  test('are one pool by weight, whatever their localities weigh', () => {
    expect(shares([group(0, 1, member('a', 20)), group(0, 99, member('b', 80), member('c'))])).toEqual({
      a: 19.8,
      b: 79.2,
      c: 1,
    });
  });

  test('share what their locality gets where localities are weighed', () => {
    const groups = [group(0, 20, member('a', 1), member('b', 3)), group(0, 80, member('c'))];
    expect(shares(groups, { ...POOL, isLocalityWeighted: true })).toEqual({ a: 5, b: 15, c: 80 });
  });

  test('are equal where weights are ignored', () => {
    expect(shares([group(0, 1, member('a', 20), member('b', 80))], { ...POOL, ignoresWeights: true })).toEqual({
      a: 50,
      b: 50,
    });
  });

  test('that are not healthy get nothing', () => {
    expect(shares([group(0, 1, member('a'), member('b', 1, 'UNHEALTHY'), member('c', 1, 'DRAINING'))])).toEqual({
      a: 100,
      b: 0,
      c: 0,
    });
  });

  test('all get something where none is healthy', () => {
    expect(shares([group(0, 1, member('a', 1, 'UNHEALTHY'), member('b', 1, 'UNHEALTHY'))])).toEqual({ a: 50, b: 50 });
  });
});

describe('a later priority', () => {
  test('gets nothing while the first can take everything', () => {
    const three = [member('a'), member('b'), member('c'), member('d', 1, 'UNHEALTHY')];
    expect(shares([group(0, 1, ...three), group(1, 1, member('e'))])).toMatchObject({ a: 33.3, e: 0 });
  });

  test('gets what is left when the first is half gone', () => {
    const half = [member('a'), member('b', 1, 'UNHEALTHY')];
    expect(shares([group(0, 1, ...half), group(1, 1, member('c'))])).toEqual({ a: 70, b: 0, c: 30 });
  });

  test('knows what it would get in its turn', () => {
    const groups = [group(0, 1, member('a')), group(1, 1, member('b', 3), member('c'))];
    const found = [...sharesOf(groups, POOL)].map(([{ name }, { inPriority }]) => [name, inPriority]);
    expect(found).toEqual([
      ['a', 1],
      ['b', 0.75],
      ['c', 0.25],
    ]);
  });
});

test('nothing has no shares', () => {
  expect(sharesOf([group(0, 0)], POOL).size).toBe(0);
});
