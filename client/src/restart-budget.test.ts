import { expect, test } from 'vitest';
import { RestartBudget } from './restart-budget.ts';

test('a few restarts in a row are allowed, the next is not', () => {
  const budget = new RestartBudget(3, 1000);
  expect([0, 1, 2, 3].map((time) => budget.take(time))).toEqual([true, true, true, false]);
});

test('restarts far apart do not count together', () => {
  const budget = new RestartBudget(2, 1000);
  expect([0, 600, 1200, 1300, 2300].map((time) => budget.take(time))).toEqual([true, true, true, false, true]);
});

test('after a restart by hand the count begins anew', () => {
  const budget = new RestartBudget(1, 1000);
  budget.take(0);
  budget.reset();
  expect(budget.take(1)).toBe(true);
});
