/** The order of the folders (server/ARCHITECTURE.md, "Layers") as a function over a file's import statements. */

/** Left to right: a folder imports only from those before it. Folders in one entry don't know each other. */
export const LAYERS: readonly (readonly string[])[] = [
  ['text'],
  ['yaml'],
  ['schema', 'model'],
  ['references'],
  ['workspace'],
  ['simulation'],
  ['rules'],
  ['engine.ts'],
  ['features'],
  ['lsp'],
  ['browser', 'node', 'cli'],
];

/** Files of `server/src` that everyone may import; between themselves and to the left they need nothing but types. */
const SHARED = ['l10n.ts', 'environment.ts', 'protocol.ts', 'problem.ts'];

/** Everything up to and including `features` runs anywhere: no Node, no VS Code, no DOM. */
const CORE = new Set(LAYERS.slice(0, 9).flat().concat(SHARED));

const CLIENT_MAY_IMPORT = ['protocol.ts', 'l10n.ts'];

/** An import or a re-export. */
export interface ImportStatement {
  readonly specifier: string;
  /** Nothing is left of it at run time. */
  readonly isType: boolean;
}

const STATEMENT =
  /(?:^|[;\n])[ \t]*(import|export)\b([^;'"`()]*?)\bfrom\s*(['"])([^'"\n]+)\3|(?:^|[;\n])[ \t]*import\s*(['"])([^'"\n]+)\5|\b(?:import|require)\s*\(\s*(['"`])([^'"`\n]+)\7/g;

/** All imports of a source file, dynamic ones included. Comments are not looked at. */
export function importsOf(source: string): ImportStatement[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const statements: ImportStatement[] = [];
  for (const match of code.matchAll(STATEMENT)) {
    const specifier = match[4] ?? match[6] ?? match[8];
    if (specifier !== undefined) statements.push({ specifier, isType: /^\s+type\b/.test(match[2] ?? '') });
  }
  return statements;
}

/**
 * What is wrong with the imports of the file at `path` (relative to the repository, with `/`); empty if nothing is.
 * Tests, and the folders `testing` that serve them, may import anything.
 */
export function layerViolations(path: string, source: string): string[] {
  if (isForTests(path)) return [];
  const check = path.startsWith('client/src/') ? clientViolation : serverViolation;
  const violations: string[] = [];
  for (const statement of importsOf(source)) {
    const reason = check(path, statement);
    if (reason !== undefined) violations.push(`${path} imports ${statement.specifier}: ${reason}`);
  }
  return violations;
}

function isForTests(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/');
}

function clientViolation(path: string, { specifier, isType }: ImportStatement): string | undefined {
  if (!specifier.startsWith('.')) {
    if (specifier === 'yaml' || specifier.startsWith('vscode-languageserver/'))
      return 'the client holds no server code';
    const inBrowser = !path.startsWith('client/src/node/');
    if (inBrowser && isNodeModule(specifier)) return 'only client/src/node runs in Node';
    if (inBrowser && specifier === 'vscode-languageclient/node' && !isType) return 'only client/src/node runs in Node';
    return undefined;
  }
  const target = resolve(path, specifier);
  if (target === undefined) return 'there is nothing outside the repository';
  if (!target.endsWith('.ts')) return 'relative imports name the file with its extension';
  if (target.startsWith('client/src/')) {
    const into = target.split('/')[2];
    const isOwn = path.startsWith(`client/src/${into}/`);
    if ((into === 'node' || into === 'browser') && !isOwn) return `${into} is the outermost layer`;
    return undefined;
  }
  if (CLIENT_MAY_IMPORT.some((file) => target === `server/src/${file}`)) return undefined;
  return `the client imports from the server ${CLIENT_MAY_IMPORT.join(' and ')} only`;
}

function serverViolation(path: string, { specifier, isType }: ImportStatement): string | undefined {
  const [from = ''] = path.replace('server/src/', '').split('/');
  if (!specifier.startsWith('.')) return packageViolation(path, from, specifier, isType);

  const target = resolve(path, specifier);
  if (target === undefined || !target.startsWith('server/src/')) return 'the server imports from server/src only';
  if (!target.endsWith('.ts')) return 'relative imports name the file with its extension';
  if (isForTests(target)) return 'only tests import what is made for tests';
  const [to = ''] = target.replace('server/src/', '').split('/');
  if (to === from || SHARED.includes(to)) return undefined;
  const fromLayer = layerOf(from);
  const toLayer = layerOf(to);
  // What everyone may import may itself mention types of the core, and nothing at run time.
  if (SHARED.includes(from)) return isType && CORE.has(to) ? undefined : `${from} is imported from everywhere`;
  if (fromLayer === undefined) return `${from} has no place in the order of layers`;
  if (toLayer === undefined) return `${to} has no place in the order of layers`;
  return toLayer < fromLayer ? undefined : `${to} is not to the left of ${from}`;
}

function packageViolation(path: string, from: string, specifier: string, isType: boolean): string | undefined {
  if (specifier === 'yaml' || specifier.startsWith('yaml/')) {
    return from === 'yaml' ? undefined : 'only server/src/yaml imports the yaml library';
  }
  if (specifier.startsWith('@kubernetes/client-node')) {
    return path.startsWith('server/src/node/cluster/') ? undefined : 'only server/src/node/cluster speaks to a cluster';
  }
  if (specifier === 'vscode') return 'the server knows nothing of VS Code';
  if (specifier === 'vscode-languageserver-types' && isType && (from === 'features' || from === 'engine.ts'))
    return undefined;
  if (specifier === 'vscode-languageserver-types' && isType && SHARED.includes(from)) return undefined;
  if (CORE.has(from)) {
    if (specifier.startsWith('vscode')) return 'the core does not know the protocol';
    if (isNodeModule(specifier)) return 'the core does not know Node';
  }
  if (from === 'lsp' || from === 'browser') {
    if (isNodeModule(specifier) || specifier.endsWith('/node')) return `${from} also runs in a web worker`;
  }
  if (from === 'cli' && specifier.startsWith('vscode')) return 'the command line does not speak the protocol';
  return undefined;
}

function layerOf(folder: string): number | undefined {
  const index = LAYERS.findIndex((layer) => layer.includes(folder));
  return index < 0 ? undefined : index;
}

const NODE_MODULES = new Set(
  'assert async_hooks buffer child_process cluster crypto dns events fs http http2 https module net os path perf_hooks process querystring readline stream string_decoder timers tls tty url util v8 vm worker_threads zlib'.split(
    ' ',
  ),
);

function isNodeModule(specifier: string): boolean {
  return specifier.startsWith('node:') || NODE_MODULES.has(specifier.split('/')[0] ?? '');
}

/** The file that a relative import means, relative to the repository; `undefined` outside it. */
function resolve(path: string, specifier: string): string | undefined {
  const parts = path.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}
