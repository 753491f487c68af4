import { defineConfig } from 'vitest/config';

/** Tests that need what `npm run bundle` makes; it is made first, unless the caller has just done so. */
const afterBundling = { globalSetup: ['test/bundles/make-bundles.ts'], testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Each project is one step of `npm test`.
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'server/src/**/*.test.ts',
            'client/src/**/*.test.ts',
            'test/*.test.ts',
            'test/conformance/**/*.test.ts',
          ],
          // Unit tests share nothing, so a worker may run many files without starting anew.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      { test: { name: 'protocol', include: ['test/protocol/**/*.test.ts'], ...afterBundling } },
      { test: { name: 'cli', include: ['test/cli/**/*.test.ts'], ...afterBundling } },
      { test: { name: 'bundles', include: ['test/bundles/**/*.test.ts'], ...afterBundling } },
      { test: { name: 'package', include: ['test/package/**/*.test.ts'] } },
    ],
  },
});
