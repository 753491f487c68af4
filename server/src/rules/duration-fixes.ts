import type { Fix } from '../problem.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { ScalarNode } from '../yaml/nodes.ts';
import { changeFix } from './field-fixes.ts';

/** The fix for text that is nearly a duration: seconds without a unit, whole words for units, days. */
export function durationFixes(entry: ResourceEntry, node: ScalarNode): Fix[] {
  const meant = meantDuration(node.text.trim());
  return meant === undefined ? [] : [changeFix(entry, node, meant, true)];
}

function meantDuration(text: string): string | undefined {
  const days = /^([0-9]{1,4}) ?(?:d|days?)$/.exec(text)?.[1];
  if (days !== undefined) return `${Number(days) * 24}h`;
  const seconds = /^([0-9]*\.?[0-9]+) ?(?:s|sec|secs|seconds?)?$/.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) > 0 ? `${seconds}s` : undefined;
  const minutes = /^([0-9]+) ?(?:m|min|mins|minutes?)$/.exec(text)?.[1];
  if (minutes !== undefined) return `${minutes}m`;
  const milliseconds = /^([0-9]+) ?(?:ms|msec|millis|milliseconds?)$/.exec(text)?.[1];
  return milliseconds === undefined ? undefined : `${milliseconds}ms`;
}
