/** Hands the files that a command is about to an engine, and tells how much there was. */
import { readFileSync } from 'node:fs';
import type { Engine } from '../engine.ts';
import type { ReadResult } from '../environment.ts';
import { t } from '../l10n.ts';
import { isJson, looksLikeJsonManifest } from '../lsp/file-rules.ts';
import { CommandError } from './command.ts';
import { decodeText } from './decode-text.ts';
import { cellsOf, padCells } from './formats/cells.ts';
import { type InputFile, readableLabel } from './inputs.ts';
import type { Terminal } from './terminal.ts';

/**
 * Gives all texts to the engine; returns the files that could be read. What else could not is added to `notes`; a named file
 * that cannot be read ends the command.
 */
export async function readFiles(
  engine: Engine,
  files: readonly InputFile[],
  notes: string[],
  terminal: Terminal,
): Promise<InputFile[]> {
  const read: InputFile[] = [];
  engine.setLoading(true);
  for (const file of files) {
    const content = file.path === undefined ? decodeText(await terminal.readStandardInput()) : readText(file.path);
    if ('text' in content) {
      // Below a folder lies much JSON that has nothing to do with Kubernetes.
      if (!file.isNamed && isJson(file.label) && !looksLikeJsonManifest(content.text)) continue;
      engine.setDiskText(file.uri, content.text);
      read.push(file);
      continue;
    }
    const reason = `${readableLabel(file.label)} ${content.error}`;
    if (file.isNamed) throw new CommandError(reason);
    notes.push(t('{0}; it is left out', reason));
  }
  engine.setLoading(false);
  return read;
}

function readText(path: string): ReadResult {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    return { error: t('cannot be read ({0}); check that it exists and may be read', describeError(error)) };
  }
}

function describeError(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}

/** How much was read. */
export interface Counts {
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
}

/** What `--stats` prints: one figure a line. Durations in milliseconds. */
export function stats({ files, documents, resources }: Counts, readMs: number, elapsedMs: number): string {
  const rows: [name: string, value: string][] = [
    [t('files'), String(files)],
    [t('documents'), String(documents)],
    [t('resources'), String(resources)],
    [t('reading'), milliseconds(readMs)],
    [t('in all'), milliseconds(elapsedMs)],
    [t('with start'), milliseconds(performance.now())],
    [t('peak memory'), t('{0} MB', Math.round(process.resourceUsage().maxRSS / 1024))],
  ];
  const width = Math.max(...rows.map(([name]) => cellsOf(name)));
  return rows.map(([name, value]) => `${padCells(name, width)}  ${value}`).join('\n');
}

function milliseconds(duration: number): string {
  return t('{0} ms', Math.round(duration));
}
