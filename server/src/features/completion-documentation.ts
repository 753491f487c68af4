/** What there is to read about an item of completion, found when somebody looks at it. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { documentationOf } from '../schema/documentation.ts';
import { fieldAt, type SchemaField, schemaOf } from '../schema/schema-store.ts';
import type { FieldCursor } from './field-cursor.ts';
import { fieldText, valueText } from './field-text.ts';
import { resolveSnippet } from './snippet-offers.ts';

/** A field, perhaps one of its fixed values. */
export interface CompletionSubject {
  readonly field: SchemaField;
  readonly value?: string;
  /** Where it is not the cursor's. */
  readonly group?: string;
}

interface SubjectData {
  readonly group: string;
  readonly kind: string;
  readonly path: string;
  readonly value?: string;
}

/** What an item carries so that its documentation can be found. */
export function subjectData({ field, value, group }: CompletionSubject, { schema }: FieldCursor): SubjectData {
  const { kind, path } = field;
  return { group: group ?? schema?.group ?? '', kind, path, ...(value !== undefined && { value }) };
}

/** The item with its documentation, in Markdown. */
export function resolveCompletion(item: CompletionItem): CompletionItem {
  const data = item.data as Partial<SubjectData> | undefined;
  if (typeof data?.group !== 'string' || typeof data.kind !== 'string' || typeof data.path !== 'string')
    return resolveSnippet(item);
  const schema = schemaOf(data.group, data.kind);
  const field = schema && fieldAt(schema, stepsOf(data.path));
  if (!field) return item;
  const value = documentation(field, data.value);
  return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
}

function documentation(field: SchemaField, value: string | undefined): string | undefined {
  if (value !== undefined) return valueText(field, value);
  // Of a whole kind the first text is enough.
  return field.path === '' ? documentationOf(field)?.text : fieldText(field);
}

/** `spec.ports[].name` to the steps of a path. */
function stepsOf(path: string): (string | number)[] {
  if (path === '') return [];
  return path.split('.').flatMap((part) => {
    const name = part.replace(/(?:\[\])+$/, '');
    const lists = (part.length - name.length) / 2;
    return [name, ...Array<number>(lists).fill(0)];
  });
}
