import { expect, test } from 'vitest';
import { documentationOf, fieldsOf } from './documentation.ts';
import { DOCUMENTATION_FILES } from './documentation-texts.generated.ts';
import { fieldAt, kindsWithSchema, schemaFor, schemaOf } from './schema-store.ts';

const fields = kindsWithSchema().flatMap(({ group, kind }) => {
  const schema = schemaOf(group, kind);
  return schema ? fieldsOf(schema) : [];
});

test('every field has a text', () => {
  const missing = fields
    .filter((field) => documentationOf(field) === undefined)
    .map(({ node }) => `${node.structure}: ${node.path}`);
  expect([...new Set(missing)]).toEqual([]);
});

test('every fixed value has a text', () => {
  const missing = fields.flatMap((field) => {
    const values = documentationOf(field)?.values ?? {};
    return (field.node.enum ?? [])
      .filter((value) => !Object.hasOwn(values, value))
      .map((value) => `${field.node.structure}: ${field.node.path} = ${value}`);
  });
  expect([...new Set(missing)]).toEqual([]);
});

test('every text is for a field that exists', () => {
  const known = new Set(
    fields.flatMap(({ kind, path, node }) => [`${kind}: ${path}`, `${node.structure}: ${node.path}`]),
  );
  const written = Object.entries(DOCUMENTATION_FILES.en ?? {}).flatMap(([name, text]) =>
    Object.keys((JSON.parse(text) as { fields: object }).fields).map((path) => `${name}: ${path}`),
  );
  expect(written.filter((key) => !known.has(key))).toEqual([]);
});

test('a structure that several places share has one text for all of them', () => {
  const schema = schemaFor('networking.istio.io/v1', 'DestinationRule');
  const inner = schema && fieldAt(schema, ['spec', 'subsets', 0, 'trafficPolicy', 'outlierDetection', 'interval']);
  const outer = schema && fieldAt(schema, ['spec', 'trafficPolicy', 'outlierDetection', 'interval']);
  expect(inner?.node).toBe(outer?.node);
  expect(inner?.path).toBe('spec.subsets[].trafficPolicy.outlierDetection.interval');
});

test('a language without a text falls back to English', () => {
  const schema = schemaFor('networking.istio.io/v1', 'WorkloadEntry');
  const field = schema && fieldAt(schema, ['spec', 'address']);
  expect(field && documentationOf(field, 'xx')).toEqual(field && documentationOf(field));
});
