/** What another process has used so far, as far as the operating system tells. */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

export const canMeter = process.platform === 'linux';

/** Milliseconds from some fixed moment. */
export const now = () => Number(process.hrtime.bigint()) / 1e6;

/**
 * CPU time of all threads that a process has now, in milliseconds; `undefined` where that is not to be had.
 * @param {number} pid
 */
export function cpuMs(pid) {
  if (!canMeter) return undefined;
  let nanoseconds = 0;
  try {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      // A thread may end while the list is read.
      try {
        nanoseconds += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ', 1)[0]);
      } catch {}
    }
  } catch {
    return undefined;
  }
  return nanoseconds / 1e6;
}

/** CPU time in milliseconds between two readings of `cpuMs`. */
export function cpuBetween(before, after) {
  return before === undefined || after === undefined ? undefined : after - before;
}

/**
 * The most physical memory that a process has had at once, in megabytes.
 * @param {number} pid
 */
export function peakMemoryMb(pid) {
  if (!canMeter) return undefined;
  const peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return peak === undefined ? undefined : Number(peak) / 1024;
}

/**
 * Resolves when a process has done nothing for `quietMs`, so that what follows is not charged with what went before.
 * @param {number} pid
 * @param {number} quietMs longer than any delay after which the process goes on by itself
 */
export async function untilIdle(pid, quietMs) {
  const stepMs = 25;
  const giveUpAt = now() + 60_000;
  let last = cpuMs(pid);
  for (let quiet = 0; quiet < quietMs; quiet += stepMs) {
    await wait(stepMs);
    if (now() > giveUpAt) throw new Error(`process ${pid} has been busy for a minute`);
    const current = cpuMs(pid);
    // The process answers a timer now and then; that is not work.
    if ((cpuBetween(last, current) ?? 0) > 1.5) quiet = -stepMs;
    last = current;
  }
}
