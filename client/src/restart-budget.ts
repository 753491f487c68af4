/** Counts restarts within a span of time, so that a server that can't live is not started for ever. */
export class RestartBudget {
  readonly #max: number;
  readonly #windowMs: number;
  #taken: number[] = [];

  constructor(max: number, windowMs: number) {
    this.#max = max;
    this.#windowMs = windowMs;
  }

  /** Whether one more restart is in order at `nowMs`; if so, it counts. */
  take(nowMs: number): boolean {
    this.#taken = this.#taken.filter((time) => nowMs - time < this.#windowMs);
    if (this.#taken.length >= this.#max) return false;
    this.#taken.push(nowMs);
    return true;
  }

  /** A person has asked for a new start: what was before does not count. */
  reset(): void {
    this.#taken = [];
  }
}
