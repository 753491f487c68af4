/** Lays out one document: white space and, if wanted, quotes change, and nothing else. */
import { applyTextEdits, hasOverlap, type TextEdit } from '../text/text-edit.ts';
import { saysTheSame } from './format-check.ts';
import { type LayoutOptions, layoutEdits } from './format-layout.ts';
import type { YamlDocument } from './nodes.ts';
import { parseDocument } from './parse-document.ts';

export type { LayoutOptions } from './format-layout.ts';

/** What is wanted of the end of a file; its last document knows nothing of it otherwise. */
export interface FileEnd {
  readonly insertFinalNewline: boolean;
  readonly trimFinalNewlines: boolean;
}

/**
 * The edits, in offsets of the document's slice, that indent its lines, take white space from their ends, and set one
 * space behind colons, dashes and commas. Comments, the order of things, empty lines and the text of block scalars stay.
 * Empty for a document that is broken, or that cannot be laid out without changing what it says. `fileEnd` is given for
 * the last document of a file.
 */
export function formatDocument(document: YamlDocument, options: LayoutOptions, fileEnd?: FileEnd): TextEdit[] {
  // What ends a line with a carriage return alone has no lines that editors agree on.
  if (document.isBroken || /\r(?!\n)/.test(document.text)) return [];
  const edits = layoutEdits(document, options) ?? [];
  const withEnd = fileEnd && endedAs(fileEnd, document.text, edits);
  if (withEnd && isHarmless(document, withEnd)) return withEnd;
  return isHarmless(document, edits) ? edits : [];
}

/** The edits with what the end of the file takes; `undefined` where it is as it is to be. */
function endedAs(fileEnd: FileEnd, text: string, edits: readonly TextEdit[]): TextEdit[] | undefined {
  const start = text.trimEnd().length;
  const [written] = /\r?\n/.exec(text.slice(start)) ?? [];
  const isChanged = written === undefined ? fileEnd.insertFinalNewline : fileEnd.trimFinalNewlines;
  if (start === 0 || !isChanged) return undefined;
  const newText = written ?? (text.includes('\r\n') ? '\r\n' : '\n');
  if (text.slice(start) === newText) return undefined;
  return [...edits.filter((edit) => edit.start < start), { start, end: text.length, newText }];
}

function isHarmless(document: YamlDocument, edits: readonly TextEdit[]): boolean {
  if (edits.length === 0 || hasOverlap(edits)) return false;
  const text = applyTextEdits(document.text, edits);
  return text !== undefined && saysTheSame(document, parseDocument(text));
}
