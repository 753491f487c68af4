/** Finds what carries some labels without looking at everything: only at what carries the rarest of them. */
import { hasLabels, type LabelMap } from '../json-value.ts';

const NONE: readonly never[] = [];

export class LabelLookup<T> {
  readonly #all: readonly T[];
  readonly #labelsOf: (item: T) => LabelMap;
  readonly #byPair = new Map<string, T[]>();

  /** Answers are in the order of `items`. */
  constructor(items: readonly T[], labelsOf: (item: T) => LabelMap) {
    this.#all = items;
    this.#labelsOf = labelsOf;
    for (const item of items) {
      const labels = labelsOf(item);
      for (const key in labels) {
        const pair = `${key}=${labels[key]}`;
        const there = this.#byPair.get(pair);
        if (there) there.push(item);
        else this.#byPair.set(pair, [item]);
      }
    }
  }

  /** What has every pair of `wanted`; everything where nothing is wanted. */
  matching(wanted: LabelMap): readonly T[] {
    let rarest = this.#all;
    let pairs = 0;
    for (const key in wanted) {
      const found: readonly T[] = this.#byPair.get(`${key}=${wanted[key]}`) ?? NONE;
      if (found.length < rarest.length) rarest = found;
      pairs++;
    }
    return pairs === 0 ? this.#all : rarest.filter((item) => hasLabels(wanted, this.#labelsOf(item)));
  }
}
