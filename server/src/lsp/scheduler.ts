/**
 * Decides when the engine works: right away on what the person has just typed, on everything else in slices with a
 * pause after each, so that no request waits for longer than one slice.
 */
import type { Engine } from '../engine.ts';
import type { ServerHost } from './host.ts';
import type { Cancellation } from './rpc.ts';

/** How long the engine works before waiting messages are handled. */
const SLICE_MS = 10;

/** How long an edit's own document may be worked on before the message is done with. */
const URGENT_MS = 5;

/** How often answers are looked at while much is being read; looking costs time for each file that has changed. */
const FLUSH_MS = 50;

export interface SchedulerEvents {
  /**
   * Answers may have changed; called after edits, now and then during long work, and at its end. Returns whether there
   * is more to tell than one slice has room for; then it is called again soon.
   */
  readonly onProgress: () => boolean;
  /** Nothing is left to do. */
  readonly onIdle: () => void;
  /** The engine threw; it is asked again when something changes. */
  readonly onError: (error: unknown) => void;
}

export class Scheduler {
  readonly #engine: Engine;
  readonly #host: ServerHost;
  readonly #events: SchedulerEvents;
  readonly #waiters = new Set<() => void>();
  #isRunning = false;
  #isLoading = false;
  #hasFailed = false;
  #openUris: () => Iterable<string>;

  /** `openUris` are the files open in the editor, which are worked on even before the rest has been read. */
  constructor(engine: Engine, host: ServerHost, openUris: () => Iterable<string>, events: SchedulerEvents) {
    this.#engine = engine;
    this.#host = host;
    this.#openUris = openUris;
    this.#events = events;
  }

  /** While files are still being read from disk, only open ones are analysed: the others would be again at the end. */
  setLoading(isLoading: boolean): void {
    this.#isLoading = isLoading;
    this.#engine.setLoading(isLoading);
    this.wake();
  }

  /** Works on one file before anything else happens, then goes on in the background. */
  workNow(uri: string): void {
    const deadline = this.#host.now() + URGENT_MS;
    if (!this.#engine.isSettled(uri)) {
      this.#work(() => this.#engine.isSettled(uri) || this.#host.now() > deadline);
    }
    this.#progress();
    this.wake();
  }

  /** Says that there may be work. */
  wake(): void {
    if (!this.#isRunning) void this.#run();
  }

  /** Waits until the answers for `uri` are complete or nobody wants them any more. */
  async settled(uri: string, cancellation: Cancellation): Promise<void> {
    while (!cancellation.isRequested && !this.#engine.isSettled(uri)) await this.nextProgress(cancellation);
  }

  /** Waits until something has been worked on. */
  nextProgress(cancellation: Cancellation): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.#waiters.delete(done);
        forget();
        resolve();
      };
      this.#waiters.add(done);
      const forget = cancellation.onRequested(done);
    });
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    this.#hasFailed = false;
    let lastFlush = this.#host.now();
    for (;;) {
      await this.#host.yieldToEvents();
      const start = this.#host.now();
      const isOver = (): boolean => this.#host.now() - start >= SLICE_MS;
      const hasMore = this.#hasWork() && this.#work(() => isOver() || !this.#hasWork());
      if (hasMore && start - lastFlush < FLUSH_MS) continue;
      lastFlush = start;
      if (!this.#progress() && !hasMore) break;
    }
    this.#isRunning = false;
    if (!this.#isLoading && !this.#hasFailed) this.#events.onIdle();
  }

  /** Returns whether something is left that can be done. */
  #work(shouldStop: () => boolean): boolean {
    try {
      return this.#engine.work(shouldStop);
    } catch (error) {
      this.#hasFailed = true;
      this.#events.onError(error);
      return false;
    }
  }

  #hasWork(): boolean {
    if (!this.#isLoading) return true;
    for (const uri of this.#openUris()) if (!this.#engine.isSettled(uri)) return true;
    return false;
  }

  #progress(): boolean {
    const hasMoreToTell = this.#events.onProgress();
    for (const wake of [...this.#waiters]) wake();
    return hasMoreToTell;
  }
}
