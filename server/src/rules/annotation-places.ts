/** Where a resource has annotations, and who reads them there. */
import type { KindName } from '../model/kinds.ts';
import type { PlacedEdit } from '../problem.ts';
import { isPlaceholder } from '../schema/scalars.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import type { MapNode, PairNode, ScalarNode } from '../yaml/nodes.ts';
import type { Site } from './define-rule.ts';
import { SCHEMA_KINDS } from './define-schema-rule.ts';
import { addField, overlap, removePair } from './edits.ts';
import { entriesOf, isSet, mapAt } from './field-access.ts';

/** The kinds that have a schema, and where their annotations stand. */
export const ANNOTATED_KINDS: readonly KindName[] = SCHEMA_KINDS;
export const ANNOTATED_PLACES: readonly string[] = ['metadata:annotations', 'WorkloadGroup:spec.metadata.annotations'];

/** A `metadata` with its annotations. */
export interface AnnotatedPlace {
  /** The kinds of resource for which the annotations are read here: the own kind, or `Pod` in a template. */
  readonly carriers: readonly string[];
  readonly metadata: MapNode;
  readonly annotations: MapNode;
}

export interface Annotation {
  readonly name: string;
  readonly keyNode: ScalarNode;
  readonly pair: PairNode;
  readonly value: ScalarNode;
}

/** Whose annotations the map of a site is; `undefined` where nobody is known to read them (the template of a job). */
export function annotatedPlace({ resource }: ResourceEntry, { node, schema }: Site): AnnotatedPlace | undefined {
  if (node.kind !== 'map') return undefined;
  const root = resource.node;
  const isGroup = schema.structure === 'WorkloadGroup';
  const owners: readonly (readonly [readonly string[], MapNode | undefined])[] = isGroup
    ? [[['Pod', 'WorkloadEntry'], mapAt(mapAt(root, 'spec'), 'metadata')]]
    : [
        [[resource.kind], mapAt(root, 'metadata')],
        [['Pod'], mapAt(podTemplate(root), 'metadata')],
      ];
  for (const [carriers, metadata] of owners) {
    if (metadata && mapAt(metadata, 'annotations') === node) return { carriers, metadata, annotations: node };
  }
  return undefined;
}

/** The template that a resource makes pods of. */
export function podTemplate(root: MapNode): MapNode | undefined {
  const spec = mapAt(root, 'spec');
  const job = mapAt(mapAt(spec, 'jobTemplate'), 'spec');
  return mapAt(job ?? spec, 'template');
}

/** The annotations of a place whose name and value are known. */
export function annotationsOf(place: AnnotatedPlace | undefined): Annotation[] {
  return entriesOf(place?.annotations).flatMap(({ key, keyNode, pair, value }): Annotation[] =>
    value.kind === 'scalar' && !isPlaceholder(key) ? [{ name: key, keyNode, pair, value }] : [],
  );
}

/** The edits that move an annotation to a map under `field` of `owner`; `undefined` where that is not safe. */
export function moveTo(
  entry: ResourceEntry,
  { annotations }: AnnotatedPlace,
  { pair, name, value }: Annotation,
  owner: MapNode,
  field: string,
): readonly PlacedEdit[] | undefined {
  const target = mapAt(owner, field);
  if (target ? isSet(target, name) : isSet(owner, field)) return undefined;
  const removed = removePair(entry, annotations, pair);
  const added = target
    ? addField(entry, target, name, value.text)
    : addField(entry, owner, field, { [name]: value.text });
  return removed && added && !overlap(removed, added) ? [removed, added] : undefined;
}
