/** The script that makes the schema files from Istio's definitions. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

const root = path.resolve(import.meta.dirname, '..');
const { convert } = (await import(path.join(root, 'server/scripts/refresh-schemas.mjs'))) as {
  convert: (texts: string[], origin: string, rules: Record<string, string>) => Promise<Map<string, string>>;
};
type Facts = Record<'kinds' | 'versions' | 'fields' | 'values' | 'checks', Record<string, number>>;
const releases = (await import(path.join(root, 'server/scripts/schema-releases.mjs'))) as {
  factsFrom: (files: Map<string, string>, releases: { minor: number; definitions: unknown[] }[]) => Facts;
  factsAfter: (files: Map<string, string>, before: Facts, beforeFiles: Map<string, string>, minor: number) => Facts;
};

function definition(spec: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: networking.istio.io
  names: {kind: Sample, plural: samples}
  scope: Namespaced
  versions:
    - name: v1beta1
      served: true
      schema: {openAPIV3Schema: {required: [spec], properties: {spec: ${spec}}}}
    - name: v1
      served: true
      schema: {openAPIV3Schema: {required: [spec], properties: {spec: ${spec}}}}
    - name: v1alpha1
      served: false
      schema: {openAPIV3Schema: {properties: {spec: {type: object}}}}
`;
}

async function specOf(spec: string): Promise<unknown> {
  const files = await convert([definition(spec)], 'a test', {});
  return JSON.parse(files.get('Sample.json') ?? '').spec;
}

describe('a definition', () => {
  test('becomes the structure of its kind, without descriptions and with the versions that are served', async () => {
    const files = await convert(
      [definition('{type: object, description: words, properties: {a: {type: string, description: words}}}')],
      'a test',
      {},
    );
    expect(JSON.parse(files.get('Sample.json') ?? '')).toEqual({
      origin: 'a test',
      group: 'networking.istio.io',
      kind: 'Sample',
      plural: 'samples',
      namespaced: true,
      versions: ['v1', 'v1beta1'],
      specRequired: true,
      spec: { type: 'object', properties: { a: 'string' } },
    });
  });

  test('keeps expressions by the name they have', async () => {
    const rules = "x-kubernetes-validations: [{rule: 'self > 0', message: words}]";
    const files = await convert([definition(`{type: integer, ${rules}}`)], 'a test', { positive: 'self > 0' });
    expect(JSON.parse(files.get('Sample.json') ?? '').spec).toEqual({ type: 'integer', cel: ['positive'] });
    expect(JSON.parse(files.get('cel-rules.json') ?? '')).toEqual({ positive: 'self > 0' });
  });

  test('with an expression that nobody has named yet shows it', async () => {
    const files = await convert(
      [definition("{type: string, x-kubernetes-validations: [{rule: 'new'}]}")],
      'a test',
      {},
    );
    expect(JSON.parse(files.get('cel-rules.json') ?? '')).toEqual({ 'unnamed-1': 'new' });
  });

  test('says which fields exclude each other', async () => {
    const oneOf = '[{not: {anyOf: [{required: [a]}, {required: [b]}]}}, {required: [a]}, {required: [b]}]';
    expect(await specOf(`{type: object, oneOf: ${oneOf}}`)).toEqual({ type: 'object', atMostOne: [['a', 'b']] });
  });

  test('that says what the files cannot say is refused', async () => {
    await expect(specOf('{type: object, oneOf: [{required: [a]}]}')).rejects.toThrow('combination of schemas');
    await expect(specOf('{type: string, title: a}')).rejects.toThrow('title');
  });
});

test('no description is in the files', () => {
  for (const folder of ['istio', 'kubernetes']) {
    for (const file of readdirSync(path.join(root, 'schemas', folder))) {
      expect(readFileSync(path.join(root, 'schemas', folder, file), 'utf8')).not.toContain('"description":"');
    }
  }
});

describe('what came when', () => {
  const { factsFrom, factsAfter } = releases;
  const spec = (properties: string) =>
    parse(definition(`{type: object, properties: {${properties}}}`)) as Record<string, unknown>;
  const old = spec('a: {type: string, enum: [X]}');
  const next = spec('a: {type: string, enum: [X, Y]}, b: {type: object, properties: {c: {type: string}}}');
  const files = () => convert([stringify(next)], 'a test', {});

  test('is read from the definitions of each release, without what came with the field around it', async () => {
    const facts = factsFrom(await files(), [
      { minor: 20, definitions: [old] },
      { minor: 21, definitions: [next] },
      { minor: 22, definitions: [next] },
    ]);
    expect(facts).toMatchObject({ fields: { 'Sample:spec.b': 21 }, values: { 'Sample:spec.a=Y': 21 } });
    expect(Object.keys(facts.fields)).toHaveLength(1);
  });

  test('is kept where only the newest definitions are given, and what they add is new in them', async () => {
    const before = await convert([stringify(old)], 'a test', {});
    const known = { kinds: { Sample: 20 }, versions: {}, fields: {}, values: {}, checks: {} };
    const facts = factsAfter(await files(), known, before, 22);
    expect(facts).toMatchObject({
      kinds: { Sample: 20 },
      fields: { 'Sample:spec.b': 22 },
      values: { 'Sample:spec.a=Y': 22 },
    });
  });
});
