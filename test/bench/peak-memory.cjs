/** Loaded into a process with `--require`: at its end, writes the most memory it had, in megabytes, into a file. */
const { readFileSync, writeFileSync } = require('node:fs');

process.once('exit', () => {
  writeFileSync(process.env.PEAK_MEMORY_FILE, String(peakMegabytes()));
});

function peakMegabytes() {
  try {
    // `maxRSS` below may be that of the process that started this one.
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
