/** One thing to type and where it is put. */
import type { SchemaField } from '../schema/schema-store.ts';
import { indentationStep, listIndentation } from '../yaml/edit-yaml.ts';
import type { FieldCursor } from './field-cursor.ts';
import { SketchWriter } from './sketch.ts';

/** One thing to type, with all that stands around it. */
export interface FieldOffer {
  readonly label: string;
  readonly detail: string | undefined;
  /** The field to read about, and which of its values. */
  readonly subject: { readonly field: SchemaField; readonly value?: string } | undefined;
  readonly newText: string;
  readonly isKey: boolean;
  /** Whether it is several keys, or a list or map on one line. */
  readonly isWhole?: boolean;
  /** Whether `newText` has tab stops. */
  readonly isSnippet: boolean;
  /** Whether what comes next can be offered too. */
  readonly asksAgain: boolean;
}

/** Where something is put. */
export interface Insertion {
  /** What stands between the cursor and the first letter: a dash, a space, a line break with its indentation. */
  readonly lead: string;
  /** The column of the first letter. */
  readonly column: number;
  readonly canBeSnippet: boolean;
}

/** Writes in the style of the cursor's place. */
export function writerFor({ form, document }: FieldCursor, isSnippet: boolean): SketchWriter {
  return new SketchWriter({
    form,
    isSnippet,
    lineBreak: lineBreakOf(document.text),
    step: indentationStep(document),
    listStep: listIndentation(document),
  });
}

/** The line break that a document uses. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
