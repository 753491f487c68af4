/** The hover of any key or value of a resource whose kind has a schema. */
import type { Spot } from '../engine.ts';
import { fieldAt, schemaFor } from '../schema/schema-store.ts';
import { nodeAt } from '../yaml/node-at.ts';
import type { RelativeRange } from '../yaml/nodes.ts';
import { fieldText } from './field-text.ts';

export interface FieldHover {
  /** Markdown. */
  readonly value: string;
  /** The key or value, relative to the document's slice. */
  readonly range: RelativeRange;
}

/** What the field at `spot` is; `undefined` beside keys and values, and where no schema says anything. */
export function describeFieldAt({ entry, offset }: Spot): FieldHover | undefined {
  if (!entry) return undefined;
  const { apiVersion, kindNode, document, node: root } = entry.resource;
  const schema = schemaFor(apiVersion, kindNode.text);
  if (!schema) return undefined;
  // Seen from the resource, which may be one of several in a List.
  const view = { text: document.text, root, problems: document.problems, isBroken: document.isBroken };
  const { nodes, path, part } = nodeAt(view, offset);
  const [node] = nodes;
  const isWord = node?.kind === 'scalar' || node?.kind === 'alias';
  if (!isWord || offset < node.start || offset > node.end) return undefined;
  const field = fieldAt(schema, path);
  if (!field) return undefined;
  const isValue = part !== 'key' && node.kind === 'scalar';
  const value = fieldText(field, isValue ? node.text : undefined);
  return value === undefined ? undefined : { value, range: node };
}
