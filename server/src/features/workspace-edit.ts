import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import type { PlacedEdit } from '../problem.ts';
import { hasOverlap, type TextEdit } from '../text/text-edit.ts';

/**
 * The edits as changes of the documents' current versions; `undefined` if one of them means text that is no longer
 * there, or if two overlap. The version of a file that no editor has open is `null`.
 */
export function toWorkspaceEdit(engine: Engine, edits: readonly PlacedEdit[]): WorkspaceEdit | undefined {
  const byFile = new Map<string, { readonly documentEdit: TextDocumentEdit; readonly offsets: TextEdit[] }>();
  for (const edit of edits) {
    const file = engine.file(edit.file);
    const slot = file?.slotOf(edit.document);
    const location = engine.locatePlace(edit.file, edit);
    if (!file || !slot || !location) return undefined;
    let change = byFile.get(edit.file);
    if (!change) {
      const textDocument = { uri: edit.file, version: file.isOpen ? (file.version ?? null) : null };
      change = { documentEdit: { textDocument, edits: [] }, offsets: [] };
      byFile.set(edit.file, change);
    }
    change.documentEdit.edits.push({ range: location.range, newText: edit.newText });
    const { start, end } = edit.range;
    change.offsets.push({ start: slot.start + start, end: slot.start + end, newText: edit.newText });
  }
  const changes = [...byFile.values()];
  if (changes.some(({ offsets }) => hasOverlap(offsets))) return undefined;
  return { documentChanges: changes.map(({ documentEdit }) => documentEdit) };
}
