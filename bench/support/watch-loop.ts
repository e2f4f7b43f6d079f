import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Loaded into the product with `--import …/watch-loop.ts?file=FILE`: measures how long its event loop is held up. At SIGUSR2 it writes the longest
 * block since the last time to FILE, in ms, and begins anew.
 */
const resolutionMs = 1;
const file = new URL(import.meta.url).searchParams.get('file');
const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
histogram.enable();
process.on('SIGUSR2', () => {
  if (file !== null) writeFileSync(file, String(Math.max(0, histogram.max / 1e6 - resolutionMs)));
  histogram.reset();
});
