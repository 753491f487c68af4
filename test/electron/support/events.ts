/** What a suite in an extension host tells the process that started it: one JSON object a line on the console. */

/** Precedes the JSON on its line, so that it is found among what else is logged. */
export const EVENT_MARK = '[istio-workloads-suite] ';

export type SuiteEvent =
  | { readonly event: 'pass'; readonly title: string; readonly durationMs: number }
  | { readonly event: 'fail'; readonly title: string; readonly error: string }
  | { readonly event: 'end'; readonly passed: number; readonly failed: number };

/** The event that a line holds, if it holds one. */
export function readEvent(line: string): SuiteEvent | undefined {
  const at = line.indexOf(EVENT_MARK);
  if (at < 0) return undefined;
  try {
    return JSON.parse(line.slice(at + EVENT_MARK.length)) as SuiteEvent;
  } catch {
    return undefined;
  }
}

export function writeEvent(event: SuiteEvent): string {
  return EVENT_MARK + JSON.stringify(event);
}
