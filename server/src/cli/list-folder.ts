/** All YAML and JSON files below a folder, without those that `.gitignore` files name; the editor reads the same ones. */
import { type Dirent, existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../l10n.ts';
import { IgnoreRules, isCandidate, isSkippedFolder } from '../lsp/file-rules.ts';

export interface FolderListing {
  /** Paths relative to the folder, with slashes. */
  readonly files: readonly string[];
  /** What could not be read, with the reason. */
  readonly notes: readonly string[];
}

/**
 * Lists a folder. Symbolic links are followed unless they lead to something that is read anyway. A `.gitignore` above
 * the folder counts too, as far as the repository reaches, but cannot hide the folder that was asked for.
 */
export function listFolder(folder: string): FolderListing {
  return new Walk(folder).run();
}

class Walk {
  readonly #folder: string;
  /** What the paths of ignore rules are relative to. */
  readonly #root: string;
  readonly #files: string[] = [];
  readonly #notes: string[] = [];
  /** Real paths of all folders that are walked as a whole: the first, and what symbolic links led to. */
  readonly #walked: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    this.#root = repositoryAround(folder) ?? folder;
  }

  run(): FolderListing {
    this.#walked.push(attempt(() => realpathSync(this.#folder)) ?? this.#folder);
    this.#visit('', this.#rulesAbove());
    return { files: this.#files, notes: this.#notes };
  }

  /** Reads the folder at `prefix`, which is empty or ends with a slash. */
  #visit(prefix: string, above: IgnoreRules): void {
    const absolute = path.join(this.#folder, prefix);
    let entries: Dirent[];
    try {
      entries = readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      this.#notes.push(t('{0} cannot be read ({1}); it is left out', prefix || '.', String(code)));
      return;
    }
    const rules = entries.some((entry) => entry.name === '.gitignore') ? this.#withRulesIn(absolute, above) : above;
    entries.sort((left, right) => (left.name < right.name ? -1 : 1));
    for (const entry of entries) {
      const place = prefix + entry.name;
      if (entry.isSymbolicLink()) this.#visitLink(entry.name, place, rules);
      else if (entry.isDirectory()) this.#visitFolder(entry.name, place, rules);
      else if (entry.isFile()) this.#visitFile(entry.name, place, rules);
    }
  }

  #visitFile(name: string, place: string, rules: IgnoreRules): void {
    if (isCandidate(name) && !rules.ignores(this.#fromRoot(place), false)) this.#files.push(place);
  }

  #visitFolder(name: string, place: string, rules: IgnoreRules): void {
    if (!isSkippedFolder(name) && !rules.ignores(this.#fromRoot(place), true)) this.#visit(`${place}/`, rules);
  }

  #visitLink(name: string, place: string, rules: IgnoreRules): void {
    const absolute = path.join(this.#folder, place);
    const stats = attempt(() => statSync(absolute));
    if (stats?.isFile()) this.#visitFile(name, place, rules);
    if (!stats?.isDirectory() || isSkippedFolder(name) || rules.ignores(this.#fromRoot(place), true)) return;
    const target = attempt(() => realpathSync(absolute));
    if (target === undefined || this.#walked.some((walked) => isInside(walked, target) || isInside(target, walked))) {
      return;
    }
    this.#walked.push(target);
    this.#visit(`${place}/`, rules);
  }

  /** The rules of all folders from the root down to the one that is listed, without its own. */
  #rulesAbove(): IgnoreRules {
    const none = IgnoreRules.fromExclude([]);
    let rules = none;
    let current = this.#root;
    for (const name of path.relative(this.#root, this.#folder).split(path.sep)) {
      if (name === '') break;
      rules = this.#withRulesIn(current, rules);
      current = path.join(current, name);
      if (rules.ignores(withSlashes(path.relative(this.#root, current)), true)) return none;
    }
    return rules;
  }

  #withRulesIn(absolute: string, above: IgnoreRules): IgnoreRules {
    const text = attempt(() => readFileSync(path.join(absolute, '.gitignore'), 'utf8'));
    return text === undefined ? above : above.withGitignore(withSlashes(path.relative(this.#root, absolute)), text);
  }

  #fromRoot(place: string): string {
    return this.#root === this.#folder ? place : withSlashes(path.relative(this.#root, path.join(this.#folder, place)));
  }
}

/** The nearest folder at or above `folder` that is the top of a repository. */
function repositoryAround(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (existsSync(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

/** True if `absolute` is `folder` or lies below it. */
export function isInside(absolute: string, folder: string): boolean {
  return absolute === folder || absolute.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** A path of this machine with `/` between its names. */
export function withSlashes(file: string): string {
  return path.sep === '/' ? file : file.split(path.sep).join('/');
}

/** The result, or `undefined` where the file system says no. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
