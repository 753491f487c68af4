/** Which files may hold resources, and which of them the person has hidden (`.gitignore`, `files.exclude`). */
import ignore, { type Ignore } from 'ignore';

/** Name endings to look for; files without an extension are told by their whole name. */
export const FILE_ENDINGS: readonly string[] = ['.yaml', '.yml', '.json', 'Kustomization'];

/** Globs of what to watch: all of the above and what decides about them. */
export const WATCHED_GLOBS: readonly string[] = ['**/*.{yaml,yml,json}', '**/Kustomization', '**/.gitignore'];

/** Folders that never hold the person's own manifests, and would cost the most. */
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules']);

/** JSON that tools write or read; it is never a manifest and can be large. */
const OTHER_JSON = /^(package(-lock)?|npm-shrinkwrap|composer|tsconfig.*|jsconfig.*|.*\.schema|\..*|.*\.map)\.json$/i;

/** Hand-written or exported manifests are far smaller; JSON above this is somebody's data. */
export const MAX_JSON_BYTES = 1_000_000;

/** How many documents one file may have to be indexed from disk. */
export const MAX_DOCUMENTS = 20_000;

export function isCandidate(fileName: string): boolean {
  if (/\.ya?ml$/i.test(fileName)) return true;
  if (/\.json$/i.test(fileName)) return !OTHER_JSON.test(fileName);
  return fileName === 'Kustomization';
}

export function isSkippedFolder(folderName: string): boolean {
  return SKIPPED_FOLDERS.has(folderName);
}

export function isJson(uri: string): boolean {
  return /\.json$/i.test(uri);
}

/** Whether JSON text can be a Kubernetes object at all: both fields that every one has are there. */
export function looksLikeJsonManifest(text: string): boolean {
  return text.includes('"apiVersion"') && text.includes('"kind"');
}

/** Whether a text has more documents than anybody's manifests; counts marker lines. */
export function hasTooManyDocuments(text: string): boolean {
  let count = 1;
  for (let at = text.indexOf('\n---'); at !== -1; at = text.indexOf('\n---', at + 4)) {
    if (++count > MAX_DOCUMENTS) return true;
  }
  return false;
}

/** The rules that hold in one folder: those of `files.exclude` and of every `.gitignore` from the root down to it. */
export class IgnoreRules {
  readonly #parent: IgnoreRules | undefined;
  /** Path of the folder that the rules are relative to, with a slash at its end; empty for the root. */
  readonly #base: string;
  readonly #rules: Ignore;

  private constructor(parent: IgnoreRules | undefined, base: string, rules: Ignore) {
    this.#parent = parent;
    this.#base = base;
    this.#rules = rules;
  }

  /** Rules from globs of `files.exclude`, relative to the root. */
  static fromExclude(globs: readonly string[]): IgnoreRules {
    return new IgnoreRules(undefined, '', ignore().add(globs.flatMap(expandBraces).map(anchor)));
  }

  /** These rules and those of a `.gitignore` in the folder at `folderPath` (from the root, with slashes). */
  withGitignore(folderPath: string, text: string): IgnoreRules {
    return new IgnoreRules(this, folderPath === '' ? '' : `${folderPath}/`, ignore().add(text));
  }

  /** Whether the file or folder at `path` (from the root) is hidden; its folder must not be. */
  ignores(path: string, isFolder: boolean): boolean {
    // The innermost `.gitignore` that says something has the last word, except about what the editor hides.
    for (let rules: IgnoreRules | undefined = this; rules; rules = rules.#parent) {
      const relative = path.slice(rules.#base.length);
      const { ignored, unignored } = rules.#rules.test(isFolder ? `${relative}/` : relative);
      if (ignored) return true;
      if (unignored) return rules.#excludes(path, isFolder);
    }
    return false;
  }

  #excludes(path: string, isFolder: boolean): boolean {
    let root: IgnoreRules = this;
    while (root.#parent) root = root.#parent;
    return root !== this && root.#rules.ignores(isFolder ? `${path}/` : path);
  }
}

/** Unlike in `.gitignore`, a glob without `**` in front means the root only. */
function anchor(glob: string): string {
  return glob.startsWith('**/') || glob.startsWith('/') ? glob : `/${glob}`;
}

/** `*.{a,b}` becomes `*.a` and `*.b`, which `.gitignore` patterns cannot say in one. */
function expandBraces(glob: string): string[] {
  const match = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob);
  if (!match) return [glob];
  const [, before = '', choices = '', after = ''] = match;
  return choices.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`));
}
