import { expect, test } from 'vitest';
import { engineWith } from '../../testing/simulated.ts';
import { labelsAt, mapAt, NO_FIELDS, textAt, toJson } from '../json-value.ts';
import { meshObject } from './mesh-object.ts';
import { DEFAULT_MESH } from './mesh-settings.ts';

/** Resources in every form in which their parts can stand. */
const TEXTS = [
  'metadata: {name: a, creationTimestamp: 2024-01-01T00:00:00Z, labels: {a: b, n: 1, x: null}}\nspec: {b: [1, null, {c: d}]}',
  'metadata: {name: a, creationTimestamp: "2024-01-01T00:00:00Z", annotations: {a: "1"}}\nspec: null\nstatus: {a: b}',
  'metadata: {name: a, labels: [a]}\nspec: text',
  'metadata: {name: a, labels: &l {a: b}, annotations: *l}\nspec: {labels: *l}',
  'metadata:\n  name: a\n  labels: {<<: {a: b, c: d}, a: e}\nspec: {<<: {a: b}}',
  'metadata: {name: a}\nspec: {a: b}\nspec: {c: d}',
];

test.each(TEXTS)('the parts of a resource are those of its JSON, read one by one: %j', (text) => {
  const engine = engineWith([`apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\n${text}\n`]);
  const [entry] = [...engine.uris].flatMap((uri) => engine.entriesOf(uri));
  if (!entry) throw new Error('no resource');
  const root = toJson(entry.resource.node);
  const metadata = mapAt(root, 'metadata') ?? NO_FIELDS;
  const { labels, annotations, created, spec, status, ...object } = meshObject(entry, DEFAULT_MESH);
  expect(object).toMatchObject({ name: 'a', namespace: 'default', kind: 'WorkloadEntry' });
  expect(labels).toEqual(labelsAt(metadata, 'labels'));
  expect(annotations).toEqual(labelsAt(metadata, 'annotations'));
  expect(spec).toEqual(mapAt(root, 'spec') ?? root);
  expect(status).toEqual(mapAt(root, 'status') ?? NO_FIELDS);
  expect(created).toBe(Date.parse(textAt(metadata, 'creationTimestamp')) || Number.MAX_SAFE_INTEGER);
  expect(meshObject(entry, DEFAULT_MESH).metadata).toEqual(metadata);
});
