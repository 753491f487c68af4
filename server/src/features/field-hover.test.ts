import { describe, expect, test } from 'vitest';
import { provideHover } from '../features/hover.ts';
import { documentationOf } from '../schema/documentation.ts';
import { fieldAt, schemaFor } from '../schema/schema-store.ts';
import { checkHover } from '../testing/check-feature.ts';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\nspec:\n';

function hoverOf(fixture: string): string {
  const parsed = parseFixture(fixture);
  const { uri, start } = cursorOf(parsed);
  const contents = provideHover(engineOf(parsed), uri, start)?.contents as { readonly value: string } | undefined;
  return contents?.value ?? '';
}

function documentationAt(kind: string, path: readonly (string | number)[]): { text: string; link: string } {
  const schema = schemaFor('networking.istio.io/v1', kind);
  const field = schema && fieldAt(schema, path);
  const { text = '', link = '' } = (field && documentationOf(field)) ?? {};
  expect(text).not.toBe('');
  expect(link).toMatch(/^https:/);
  return { text, link };
}

test('what came with a release says so, a field and a value', () => {
  const policy = 'apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: {name: a}\nspec:\n  host: a\n';
  expect(hoverOf(`${policy}  trafficPolicy: {retry$0Budget: {}}\n`)).toMatch(/ · since Istio 1\.27$/);
  expect(hoverOf(`${HEAD}  resolution: DYNAMIC$0_DNS\n`)).toMatch(/ · since Istio 1\.28$/);
  expect(hoverOf(`${HEAD}  resolution: STA$0TIC\n`)).not.toContain('since');
});

describe('on a key', () => {
  test.each([
    ['of the spec', 'ho$0sts: [a.com]', ['spec', 'hosts']],
    ['of an item', 'ports:\n  - number: 80\n    na$0me: http', ['spec', 'ports', 0, 'name']],
    ['in brackets', 'endpoints: [{addr$0ess: 10.0.0.1}]', ['spec', 'endpoints', 0, 'address']],
    ['that is quoted', '"add$0resses": [10.0.0.1]', ['spec', 'addresses']],
    ['without a value', 'addr$0esses:', ['spec', 'addresses']],
  ])('%s stands what the field is for, and where to read on', (_, spec, path) => {
    const { text, link } = documentationAt('ServiceEntry', path);
    checkHover(`${HEAD}  ${spec}\n`, `${text}\n\n[Reference](${link})`);
  });

  test('its fixed values are listed with their meaning', () => {
    const { text } = documentationAt('ServiceEntry', ['spec', 'location']);
    const hover = hoverOf(`${HEAD}  loca$0tion: MESH_INTERNAL\n`);
    expect(hover.startsWith(`${text}\n\n- \`MESH_EXTERNAL\`: `)).toBe(true);
    expect(hover).toMatch(/\n- `MESH_INTERNAL`: \S/);
  });

  test('the limits of a number are told', () => {
    const hover = hoverOf(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, ports: [{containerP$0ort: 80}]}]\n',
    );
    expect(hover).toContain('Allowed: 1 to 65535.');
  });
});

describe('on a value', () => {
  test('that is one of several its own meaning comes first, and the others are named', () => {
    const { text } = documentationAt('ServiceEntry', ['spec', 'location']);
    const hover = hoverOf(`${HEAD}  location: MESH_INT$0ERNAL\n`);
    expect(hover).toMatch(/^`MESH_INTERNAL`: \S/);
    expect(hover).toContain(`\n\n${text}\n\nOther values: \`MESH_EXTERNAL\`.`);
  });

  test('that is free the field is described', () => {
    const { text } = documentationAt('ServiceEntry', ['spec', 'ports', 0, 'number']);
    expect(hoverOf(`${HEAD}  ports: [{number: 8$00, name: http}]\n`)).toContain(text);
  });

  test('of a list the list is described where its items have no text of their own', () => {
    expect(hoverOf(`${HEAD}  hosts:\n    - a.c$0om\n`)).toContain('[Reference](https://istio.io/');
  });

  test('of a resource inside a List', () => {
    const { text } = documentationAt('WorkloadEntry', ['spec', 'address']);
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${HEAD.replaceAll('\n', '\n  ')}hosts: [a]\n`;
    const entry = 'apiVersion: networking.istio.io/v1\n  kind: WorkloadEntry\n  spec:\n    address: 10.0.$00.1\n';
    expect(hoverOf(`${list}- ${entry}`)).toContain(text);
  });
});

describe('there is nothing to say', () => {
  test.each([
    ['of a key that the schema does not know', `${HEAD}  unkn$0own: a\n`],
    ['of a kind without a schema', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {na$0me: a}\n'],
    ['beside a value', `${HEAD}  location: MESH_INTERNAL $0\n`],
    ['in a comment', `${HEAD}  location: MESH_INTERNAL # loc$0ation\n`],
    ['in a template', `${HEAD}  host$0s: [{{ .Values.host }}]\n`],
    ['in other YAML', 'services:\n  web:\n    po$0rts: [80]\n'],
  ])('%s', (_, fixture) => {
    checkHover(fixture, '');
  });

  test('in a patch', () => {
    checkHover(
      `//- kustomization.yaml\npatches: [{path: patch.yaml}]\n//- patch.yaml\n${HEAD}  ho$0sts: [a.com]\n`,
      '',
    );
  });
});
