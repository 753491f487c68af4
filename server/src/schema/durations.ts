/** Durations as Go writes them: numbers with units, `1h30m`, `1.5s`, `250ms`. */

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  '\u00b5s': 1e-3,
  '\u03bcs': 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const FORM = /^[-+]?(?:(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+$/;
const SIMPLE = /^([0-9]{1,6})(ms|s|m|h)$/;
const PART = /([0-9]*\.?[0-9]*)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)/g;
/** What fits into 64 bits of nanoseconds. */
const LONGEST_MS = 9_223_372_036_854.775;

/** How long `text` says, in milliseconds; `undefined` if Go would not read it as a duration. */
export function durationMs(text: string): number | undefined {
  const simple = SIMPLE.exec(text);
  if (simple) return Number(simple[1]) * (UNITS[simple[2] ?? ''] ?? 0);
  if (/^[-+]?0$/.test(text)) return 0;
  if (!FORM.test(text)) return undefined;
  let duration = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(PART)) duration += Number(amount) * (UNITS[unit] ?? 0);
  if (duration > LONGEST_MS) return undefined;
  return text.startsWith('-') ? -duration : duration;
}

/** Whether a duration that was read is a whole number of milliseconds; what is below a nanosecond does not count. */
export function isWholeMs(ms: number): boolean {
  return Math.abs(ms - Math.round(ms)) < 9e-7;
}

/** Whether a duration has no fraction of a millisecond, down to Go's nanoseconds; sums of decimal fractions are not exact. */
export function isWholeMilliseconds(ms: number): boolean {
  const nanoseconds = Math.floor((ms - Math.floor(ms)) * 1e6 + 1e-3);
  return nanoseconds === 0 || nanoseconds === 1e6;
}
