// `npm start`: installs what is missing, builds the extension, and opens it on a copy of the tutorial's resources: in the
// person's own VS Code if `code` is on the PATH, else in the embedded one, whose address is printed.
//   npm start -- --check   the same without a person: waits for lenses and diagnostics, leaves pictures, and ends
import { ensureTools } from './install.mjs';

// Ctrl-C reaches the process that `ensureTools` may start as well; this one stays until that one has cleaned up.
const stay = () => undefined;
process.on('SIGINT', stay);
ensureTools(import.meta.url);
process.off('SIGINT', stay);
const { openTutorial } = await import('../../test/runtime/open-tutorial.ts');
process.exit(await openTutorial(process.argv.slice(2)));
