/** Durations in words: `1h30m` is 1 hour 30 minutes, and what none at all means where that is allowed. */
import { t } from '../l10n.ts';
import { checkNamed } from '../schema/checks.ts';
import { durationMs } from '../schema/durations.ts';
import type { SchemaNode } from '../schema/schema-node.ts';

interface Unit {
  readonly nanoseconds: number;
  readonly one: () => string;
  readonly many: (count: number) => string;
}

const UNITS: readonly Unit[] = [
  { nanoseconds: 86_400e9, one: () => t('1 day'), many: (count) => t('{0} days', count) },
  { nanoseconds: 3_600e9, one: () => t('1 hour'), many: (count) => t('{0} hours', count) },
  { nanoseconds: 60e9, one: () => t('1 minute'), many: (count) => t('{0} minutes', count) },
  { nanoseconds: 1e9, one: () => t('1 second'), many: (count) => t('{0} seconds', count) },
  { nanoseconds: 1e6, one: () => t('1 millisecond'), many: (count) => t('{0} milliseconds', count) },
  { nanoseconds: 1e3, one: () => t('1 microsecond'), many: (count) => t('{0} microseconds', count) },
  { nanoseconds: 1, one: () => t('1 nanosecond'), many: (count) => t('{0} nanoseconds', count) },
];

/** Durations that no check of their schema tells, by structure and path; and what zero means there. */
const ZERO: Readonly<Record<string, (() => string) | undefined>> = {
  'connectionPool:tcp.idleTimeout': () => t('Idle connections are never closed.'),
  'loadBalancer:consistentHash.httpCookie.ttl': () => t('A session cookie: it is gone when the browser closes.'),
  'trafficPolicy:retryBudget.budgetInterval': () => t('Only requests that are active or waiting at the moment count.'),
  'HTTPRoute:spec.rules[].timeouts.request': () => t('No limit.'),
  'HTTPRoute:spec.rules[].timeouts.backendRequest': () => t('No limit.'),
};

const AT_LEAST_1MS = checkNamed('duration-at-least-1ms')?.run;

/** What a duration says; `undefined` where the field holds none, or what is written is none that is allowed. */
export function describeDuration(node: SchemaNode, text: string): string | undefined {
  const place = `${node.structure}:${node.path}`;
  const mayBeZero = Object.hasOwn(ZERO, place);
  if (!mayBeZero && !node.checks?.some(({ run }) => run === AT_LEAST_1MS)) return undefined;
  const milliseconds = durationMs(text);
  if (milliseconds === 0) return ZERO[place]?.();
  return milliseconds !== undefined && milliseconds > 0 ? `${inWords(milliseconds)}.` : undefined;
}

function inWords(milliseconds: number): string {
  let rest = Math.round(milliseconds * 1e6);
  const words: string[] = [];
  for (const { nanoseconds, one, many } of UNITS) {
    const count = Math.floor(rest / nanoseconds);
    rest -= count * nanoseconds;
    if (count > 0) words.push(count === 1 ? one() : many(count));
  }
  return words.join(' ');
}
