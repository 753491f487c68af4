/** Waiting for what will be true, and saying what was there instead when it does not become true. */

/** Indexing a few files and one round of analysis take far less. */
const LIMIT_MS = 20_000;
const PAUSE_MS = 40;

/** The first answer of `probe` that satisfies `isRight`; rejects with the last answer when none did in time. */
export async function eventually<T>(
  what: string,
  probe: () => T | PromiseLike<T>,
  isRight: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const answer = await probe();
    if (isRight(answer)) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${LIMIT_MS / 1000} s; there was ${show(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** Throws unless `actual` and `expected` have the same JSON form. */
export function assertEqual(actual: unknown, expected: unknown, what = 'The value'): void {
  if (show(actual) !== show(expected)) throw new Error(`${what} is ${show(actual)}, not ${show(expected)}`);
}

/** Throws unless `text` contains `part`. */
export function assertContains(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`"${part}" is not in: ${text}`);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
