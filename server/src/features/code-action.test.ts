import { expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { provideCodeActions, provideFixAll } from './code-action.ts';
import { provideDiagnostics } from './diagnostics.ts';

const NEAR_MISS = `
//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: whoami-se}
spec: {workloadSelector: {labels: {app: whoami-v1}}, resolution: STATIC, hosts: [whoami]}
//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: whoami-we}
spec: {labels: {app: whoami}, address: 10.0.0.1}
`;
const AT_VALUE = { start: { line: 3, character: 42 }, end: { line: 3, character: 42 } };

test('a problem becomes a diagnostic with the rule as code and related places as links', () => {
  const engine = engineOf(parseFixture(NEAR_MISS));
  expect(provideDiagnostics(engine, uriOf('se.yaml'))).toEqual([
    {
      range: { start: { line: 3, character: 40 }, end: { line: 3, character: 49 } },
      severity: 2,
      code: 'service-entry/selector-near-miss',
      source: 'Istio Workloads',
      message: 'No workload has the label app: whoami-v1; this service has no endpoints.',
      relatedInformation: [
        {
          location: {
            uri: uriOf('we.yaml'),
            range: { start: { line: 3, character: 16 }, end: { line: 3, character: 27 } },
          },
          message: '"whoami-we" has app: whoami',
        },
      ],
    },
  ]);
});

test('a fix in an open file is bound to its version, in another file it is not', () => {
  const engine = engineOf(parseFixture(NEAR_MISS), { open: ['se.yaml'] });
  const actions = provideCodeActions(engine, uriOf('se.yaml'), AT_VALUE);
  expect(actions.map(({ title, isPreferred, edit }) => [title, isPreferred, edit?.documentChanges])).toEqual([
    [
      'Change to "whoami"',
      true,
      [
        {
          textDocument: { uri: uriOf('se.yaml'), version: 1 },
          edits: [{ range: { start: { line: 3, character: 40 }, end: { line: 3, character: 49 } }, newText: 'whoami' }],
        },
      ],
    ],
    [
      'Change the label of "whoami-we" to app: whoami-v1',
      undefined,
      [
        {
          textDocument: { uri: uriOf('we.yaml'), version: null },
          edits: [
            { range: { start: { line: 3, character: 21 }, end: { line: 3, character: 27 } }, newText: 'whoami-v1' },
          ],
        },
      ],
    ],
  ]);
});

test('elsewhere there are no actions', () => {
  const engine = engineOf(parseFixture(NEAR_MISS));
  const start = { line: 0, character: 0 };
  expect(provideCodeActions(engine, uriOf('se.yaml'), { start, end: start })).toEqual([]);
});

test('edits follow the text after a change above', () => {
  const engine = engineOf(parseFixture(`# one\n---\n${NEAR_MISS.replace('//- se.yaml\n', '')}`), {
    open: ['main.yaml'],
  });
  engine.editFile(uriOf('main.yaml'), [{ range: AT_VALUE_OF_COMMENT, text: '\n# two' }], 2);
  engine.settle();
  const [action] = provideCodeActions(engine, uriOf('main.yaml'), {
    start: { line: 0, character: 0 },
    end: { line: 20, character: 0 },
  });
  expect(action?.diagnostics?.[0]?.range.start.line).toBe(7);
});

const AT_VALUE_OF_COMMENT = { start: { line: 0, character: 5 }, end: { line: 0, character: 5 } };

const TWICE = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: a}
spec: {hosts: [a.com], resolution: static, location: mesh_internal, portz: []}
`;

test('what a rule found several times can be mended at once', () => {
  const engine = engineOf(parseFixture(TWICE));
  const actions = provideCodeActions(engine, uriOf('main.yaml'), {
    start: { line: 3, character: 37 },
    end: { line: 3, character: 37 },
  });
  expect(actions.map(({ title }) => title)).toEqual([
    'Change to "STATIC"',
    'Fix all 2 of "schema/unknown-value" in this file',
  ]);
  const edits = actions[1]?.edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []));
  expect(edits?.map((edit) => ('newText' in edit ? edit.newText : ''))).toEqual(['STATIC', 'MESH_INTERNAL']);
});

test('everything with one right fix can be mended at once, on saving', () => {
  const engine = engineOf(parseFixture(TWICE));
  const [action, ...others] = provideFixAll(engine, uriOf('main.yaml'));
  expect(others).toEqual([]);
  expect(action?.kind).toBe('source.fixAll.istioWorkloads');
  const edits = action?.edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []));
  expect(edits?.map((edit) => ('newText' in edit ? edit.newText : '')).sort()).toEqual([
    'MESH_INTERNAL',
    'STATIC',
    'ports',
  ]);
  expect(provideFixAll(engineOf(parseFixture('a: b\n')), uriOf('main.yaml'))).toEqual([]);
});
