/** One slice of text to our nodes: by the fast path if it is sure of everything, else by the `yaml` library. */

import { type Document, parseDocument as parseWithLibrary } from 'yaml';
import { convertLibraryTree, limitProblem } from './convert-library-tree.ts';
import { fastParse } from './fast-parse.ts';
import { ParsedDocument } from './node-classes.ts';
import type { YamlDocument, YamlProblem } from './nodes.ts';
import { findExceededLimit, type ReadingLimit } from './reading-limits.ts';
import { describeSyntaxErrors, isUnclosedQuote } from './syntax-problems.ts';

export interface ParseOptions {
  /** `false` makes the library read everything; the result is the same. */
  readonly fastPath?: boolean;
}

/**
 * The document in one slice (see `splitDocuments`); of a text with several documents, the first. Takes any text and
 * never throws: what cannot be read is missing from the tree and named by a problem.
 */
export function parseDocument(text: string, options: ParseOptions = {}): YamlDocument {
  if (options.fastPath !== false) {
    const document = fastParse(text);
    if (document) return document;
  }
  const limit = findExceededLimit(text);
  if (limit) return unreadDocument(text, limit);
  const readable = readableByLibrary(text);
  let parsed = tryLibrary(readable);
  // Where a quote is never closed, the library takes the whole rest for its content. With a quote behind the document
  // it sees instead that the content ends where the indentation does.
  if (parsed?.errors.some(isUnclosedQuote)) parsed = tryLibrary(`${readable}\n--- "'`);
  if (!parsed) return unreadDocument(text, { code: 'too-deep', offset: 0 });
  const converted = convertLibraryTree(parsed.contents, text);
  const problems = [...describeSyntaxErrors(parsed.errors, text, converted.root), ...converted.problems];
  problems.sort((a, b) => a.start - b.start);
  const isBroken = problems.some((problem) => problem.severity === 'error');
  return new ParsedDocument(text, converted.root, problems, isBroken);
}

/** `text` with every character in its place, except for those by which the library goes astray. */
function readableByLibrary(text: string): string {
  // Behind a byte order mark it does not see indentation; an empty line there changes nothing else.
  const unmarked = text.startsWith('\ufeff') ? `\n${text.slice(1)}` : text;
  // A carriage return alone ends a line too (YAML 1.2, 5.4), as it does for Kubernetes' clients.
  return unmarked.includes('\r') ? unmarked.replace(/\r(?!\n)/g, '\n') : unmarked;
}

function unreadDocument(text: string, { code, offset }: ReadingLimit): YamlDocument {
  const problems: readonly YamlProblem[] = [limitProblem(code, offset, Math.min(offset + 1, text.length))];
  return new ParsedDocument(text, undefined, problems, true);
}

/** `undefined` where the library runs out of stack, which the limits should have prevented. */
function tryLibrary(text: string): Document.Parsed | undefined {
  // The library makes an Error of each fault; with a stack trace, many faults would take seconds.
  const errorClass = Error as ErrorConstructor & { stackTraceLimit?: number };
  const { stackTraceLimit } = errorClass;
  if (stackTraceLimit !== undefined) errorClass.stackTraceLimit = 0;
  try {
    return parseWithLibrary(text, {
      version: '1.2',
      schema: 'failsafe',
      merge: false,
      resolveKnownTags: false,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    if (stackTraceLimit !== undefined) errorClass.stackTraceLimit = stackTraceLimit;
  }
}
