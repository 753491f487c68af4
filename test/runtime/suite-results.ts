/** Follows a suite that runs in an extension host, line by line, and prints it as it goes. */
import { readEvent } from '../electron/support/events.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** No test of any suite takes as long as this; a suite that is silent for longer has died. */
const SILENCE_LIMIT_MS = 90_000;

export class SuiteResults {
  #passed = 0;
  #failed = 0;
  #timer: NodeJS.Timeout | undefined;
  #settle: { resolve: (counts: Counts) => void; reject: (error: Error) => void } | undefined;
  /** The counts, once the suite has said that it is at its end; rejects when it falls silent before. */
  readonly ended: Promise<Counts>;

  constructor() {
    this.ended = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever waits for it is told; a suite that was given up before must not end the process.
    this.ended.catch(() => undefined);
    this.#wait();
  }

  /** One line of output; lines that are no event of the suite are left out. */
  read(line: string): void {
    const event = readEvent(line);
    if (!event) return;
    this.#wait();
    if (event.event === 'pass') {
      this.#passed++;
      console.log(`    ✔ ${event.title} (${event.durationMs} ms)`);
    } else if (event.event === 'fail') {
      this.#failed++;
      console.log(`    ✘ ${event.title}\n${indent(event.error)}`);
    } else {
      clearTimeout(this.#timer);
      this.#settle?.resolve({ passed: event.passed, failed: event.failed });
    }
  }

  /** Nothing more will come. */
  giveUp(why: string): void {
    clearTimeout(this.#timer);
    this.#settle?.reject(new Error(`${why} after ${this.#passed} passed and ${this.#failed} failed tests.`));
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => this.giveUp(`The suite said nothing for ${SILENCE_LIMIT_MS / 1000} s`),
      SILENCE_LIMIT_MS,
    );
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, '        ');
}
