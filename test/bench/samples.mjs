/** What was measured: samples by measure and by who was measured, and what is made of them. */

/** @param {readonly number[]} values @returns {number | undefined} */
export function medianOf(values) {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export class Samples {
  /** @type {Map<string, { values: number[], wrong: number }>} */
  #series = new Map();

  /**
   * @param {string} measure
   * @param {string} who
   * @param {number | undefined} value `undefined` where it could not be measured
   * @param {boolean} [isRight] whether the answer that was timed was the expected one
   */
  add(measure, who, value, isRight = true) {
    const key = `${measure}|${who}`;
    const series = this.#series.get(key) ?? { values: [], wrong: 0 };
    this.#series.set(key, series);
    if (!isRight) series.wrong += 1;
    else if (value !== undefined) series.values.push(value);
  }

  /** @param {string} measure @param {string} who @returns {number | undefined} */
  median(measure, who) {
    return medianOf(this.#series.get(`${measure}|${who}`)?.values ?? []);
  }

  /** How many answers were not the expected one. */
  wrong(measure, who) {
    return this.#series.get(`${measure}|${who}`)?.wrong ?? 0;
  }

  /** Everything, for the JSON file. */
  toJSON() {
    const all = {};
    for (const [key, { values, wrong }] of this.#series) {
      const [measure, who] = key.split('|');
      const round = (value) => Math.round(value * 1000) / 1000;
      all[measure] ??= {};
      all[measure][who] = { median: medianOf(values), wrong, samples: values.map(round) };
    }
    return all;
  }
}
