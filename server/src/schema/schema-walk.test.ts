import { describe, expect, test } from 'vitest';
import { decodeDocument } from '../model/decode/decode-document.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { schemaFor } from './schema-store.ts';
import { findingsIn } from './schema-walk.ts';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\n';

/** Each finding as its code and the text it points at. */
function findings(text: string): string[] {
  const document = parseDocument(text);
  return decodeDocument(document).flatMap((resource) => {
    const schema = schemaFor(resource.apiVersion, resource.kindNode.text);
    const found = schema ? findingsIn(resource, schema) : [];
    return found.map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
  });
}

describe('one cause gives one finding', () => {
  test('below a value of the wrong type nothing is looked at', () => {
    expect(findings(`${HEAD}spec: {hosts: [a], ports: {numbr: x, other: {deep: 1}}}`)).toEqual([
      'wrong-type {numbr: x, other: {deep: 1}}',
    ]);
  });

  test('a misspelled key is not also a missing one', () => {
    expect(findings(`${HEAD}spec: {host: [a]}`)).toEqual(['unknown-field host']);
  });

  test('a check of the meaning waits until the structure is right', () => {
    expect(findings(`${HEAD}spec: {hosts: [a], endpoints: [{address: 1}]}`)).toEqual(['wrong-type 1']);
  });

  test('an anchor that is used in several places is reported where it is used', () => {
    expect(findings(`${HEAD}spec:\n  hosts: &h [a]\n  location: *h\n  exportTo: *h`)).toEqual(['wrong-type *h']);
  });
});

describe('what counts is what a client reads', () => {
  test('a null is an absent field', () => {
    expect(findings(`${HEAD}spec: {hosts: null, ports: null}`)).toEqual(['missing-field spec']);
  });

  test('of a repeated key only the last pair is looked at', () => {
    expect(findings(`${HEAD}spec:\n  hosts: 1\n  hosts: [a]`)).toEqual([]);
    expect(findings(`${HEAD}spec:\n  hosts: [a]\n  hosts: 1`)).toEqual(['wrong-type 1']);
  });

  test('merge keys bring in fields', () => {
    const text = `${HEAD}spec:\n  hosts: [a]\n  ports:\n    - &p {number: 80, name: http}\n    - {<<: *p, number: 81, name: b}`;
    expect(findings(text)).toEqual([]);
    expect(findings(text.replace(', name: b', ''))).toEqual(['repeated-item http']);
  });

  test('what is filled in later is not judged', () => {
    expect(
      findings(`${HEAD}spec: {hosts: ["\${HOST}"], resolution: "\${KIND}", ports: [{number: "\${PORT}", name: a}]}`),
    ).toEqual([]);
  });

  test('keys in quotes are keys', () => {
    expect(findings(`${HEAD}spec: {"hosts": ["a"], 'resolution': "DNS"}`)).toEqual([]);
  });
});

test('other fields of a Kubernetes kind are nobody’s business', () => {
  const text =
    'apiVersion: v1\nkind: Service\nmetadata: {name: a, other: 1}\nother: 1\nspec: {other: 1, ports: [{port: 80, other: {}}]}';
  expect(findings(text)).toEqual([]);
});

test('ten thousand items are walked', () => {
  const items = Array.from(
    { length: 10_000 },
    (_, index) => `    - {address: 10.0.0.1, weight: ${index === 9_999 ? 'x' : index}}`,
  );
  expect(findings(`${HEAD}spec:\n  hosts: [a]\n  resolution: STATIC\n  endpoints:\n${items.join('\n')}`)).toEqual([
    'wrong-count endpoints',
    'wrong-type x',
  ]);
});
