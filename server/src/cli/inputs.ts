/** From the paths on the command line to the folders and files to read, each with the name it is reported under. */
import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { t } from '../l10n.ts';
import { encodePath } from '../lsp/uri-names.ts';
import { CommandError } from './command.ts';
import { isInside, listFolder, withSlashes } from './list-folder.ts';
import { closestTo } from './suggestions.ts';

export interface InputFile {
  readonly uri: string;
  /** Absolute; `undefined` for standard input. */
  readonly path: string | undefined;
  /** How the file is called in results: relative to the working directory, or as given if it lies outside. */
  readonly label: string;
  /** True if the command line names it, and not only a folder above it. */
  readonly isNamed: boolean;
}

export interface Inputs {
  /** URIs of the folders that are a mesh each; the last one gathers the files named by themselves. */
  readonly folders: readonly string[];
  readonly files: readonly InputFile[];
  /** What was left out and why. */
  readonly notes: readonly string[];
}

/** How standard input is named on the command line and in results. */
export const STANDARD_INPUT = '-';

interface GivenPath {
  readonly absolute: string;
  readonly label: string;
}

/** Finds all files that `paths` mean; a path that does not exist ends the command. */
export function resolveInputs(paths: readonly string[], cwd: string): Inputs {
  const folders: GivenPath[] = [];
  const named: GivenPath[] = [];
  for (const given of paths) {
    if (given === STANDARD_INPUT) continue;
    const found = { absolute: path.resolve(cwd, given), label: labelOf(given, cwd) };
    if (statOf(given, found.absolute, cwd).isDirectory()) folders.push(found);
    else named.push(found);
  }
  const notes: string[] = [];
  const files = new Map<string, InputFile>();
  const outermost = folders.filter(
    (folder, index) =>
      !folders.some(
        (other, otherIndex) =>
          isInside(folder.absolute, other.absolute) && (folder.absolute !== other.absolute || otherIndex < index),
      ),
  );
  for (const folder of outermost) addFolder(folder, files, notes);
  const loose: string[] = [];
  for (const file of named) {
    const uri = toUri(file.absolute);
    const label = files.get(uri)?.label ?? file.label;
    files.set(uri, { uri, path: file.absolute, label, isNamed: true });
    if (!outermost.some((folder) => isInside(file.absolute, folder.absolute))) loose.push(path.dirname(file.absolute));
  }
  if (paths.includes(STANDARD_INPUT)) {
    // Standard input is read as a file of the working directory, under a name that no file has.
    const uri = `${toUri(cwd)}/%3Cstdin%3E`;
    files.set(uri, { uri, path: undefined, label: STANDARD_INPUT, isNamed: true });
    if (!outermost.some((folder) => isInside(cwd, folder.absolute))) loose.push(cwd);
  }
  const roots = outermost.map((folder) => toUri(folder.absolute));
  if (loose.length > 0) roots.push(toUri(loose.reduce(commonFolder)));
  return { folders: roots, files: [...files.values()], notes };
}

/** Text for `label` in what a person reads: standard input has a name there. */
export function readableLabel(label: string): string {
  return label === STANDARD_INPUT ? '<stdin>' : label;
}

function addFolder(folder: GivenPath, files: Map<string, InputFile>, notes: string[]): void {
  const rootUri = toUri(folder.absolute);
  const prefix = folder.label === '' ? '' : folder.label.endsWith('/') ? folder.label : `${folder.label}/`;
  const listing = listFolder(folder.absolute);
  for (const relative of listing.files) {
    const uri = `${rootUri}/${encodePath(relative)}`;
    files.set(uri, {
      uri,
      path: path.join(folder.absolute, relative),
      label: prefix + relative,
      isNamed: false,
    });
  }
  notes.push(...listing.notes.map((note) => `${prefix}${note}`));
  if (listing.files.length === 0) {
    notes.push(t('no YAML or JSON files below "{0}"', folder.label === '' ? '.' : folder.label));
  }
}

function statOf(given: string, absolute: string, cwd: string): Stats {
  try {
    return statSync(absolute);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      throw new CommandError(t('"{0}" cannot be read ({1}); check its permissions', given, String(code)));
    }
    const closest = closestTo(path.basename(absolute), siblingsOf(absolute));
    if (closest === undefined) throw new CommandError(t('"{0}" does not exist; check the path', given));
    const suggestion = labelOf(path.join(path.dirname(absolute), closest), cwd);
    throw new CommandError(t('"{0}" does not exist; did you mean "{1}"?', given, suggestion));
  }
}

function siblingsOf(absolute: string): string[] {
  try {
    return readdirSync(path.dirname(absolute));
  } catch {
    return [];
  }
}

/** Relative to the working directory, empty for itself; a path outside stays as given. Always with slashes. */
function labelOf(given: string, cwd: string): string {
  const absolute = path.resolve(cwd, given);
  if (isInside(absolute, cwd)) return withSlashes(path.relative(cwd, absolute));
  return withSlashes(given).replace(/(?<=[^/])\/+$/, '');
}

function commonFolder(left: string, right: string): string {
  let folder = left;
  while (!isInside(right, folder)) {
    const parent = path.dirname(folder);
    if (parent === folder) return folder;
    folder = parent;
  }
  return folder;
}

/** The file URI of an absolute path, without a slash at its end. */
export function toUri(absolute: string): string {
  const slashed = withSlashes(absolute).replace(/\/+$/, '');
  return `file://${slashed.startsWith('/') || slashed === '' ? '' : '/'}${encodePath(slashed)}`;
}
