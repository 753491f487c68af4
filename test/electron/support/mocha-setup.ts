/**
 * Mocha's browser build, which runs in Node, in Electron and in a web worker alike. Imported before the suites, since
 * it defines `suite` and `test`.
 */
import 'mocha/mocha.js';

/** One test may wait for several things, each of which has a limit of its own. */
const TEST_LIMIT_MS = 60_000;

mocha.setup({ ui: 'tdd', timeout: TEST_LIMIT_MS, slow: 5_000 });
