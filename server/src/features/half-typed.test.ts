import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Engine } from '../engine.ts';
import { allAnswers } from '../testing/all-answers.ts';
import { propertyRuns } from '../testing/arbitrary-yaml.ts';
import { FIXTURE_FOLDER, parseFixture } from '../testing/fixture.ts';
import { TEST_MESH } from '../testing/meshes.ts';

/** The mesh as one file, with quotes, flow style, anchors and a comment among it. */
const TEXT = `${parseFixture(TEST_MESH)
  .files.map(({ text }) => text)
  .join('---\n')}---
apiVersion: v1
kind: Service
metadata: {name: "test", labels: &labels {app: 'test', "version": v1}}
spec: {selector: *labels, ports: [{port: 80, targetPort: http}]} # half flow
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: near-se}
spec: {workloadSelector: {labels: {app: tset}}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {"name": "near-dr"}
spec:
  host: near.internal.com
  trafficPolicy: {tls: {mode: 'SIMPLE', insecureSkipVerify: true}}
  subsets:
  -
    name: v1
  - name: v2
    trafficPolicy:
      loadBalancer:
        simple:
          LEAST_REQUEST
---
apiVersion: v1
kind: List
items:
- apiVersion: networking.istio.io/v1
  kind: WorkloadEntry
  spec: &spec
    address: 10.0.0.1
- {apiVersion: networking.istio.io/v1, kind: WorkloadEntry, spec: *spec}
`;
const uri = `${FIXTURE_FOLDER}/main.yaml`;

function newEngine(): Engine {
  const engine = new Engine({
    onError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  engine.setFolders([FIXTURE_FOLDER]);
  return engine;
}

describe('no feature throws', () => {
  test('at the end of any beginning of a file', () => {
    const engine = newEngine();
    for (let length = 0; length <= TEXT.length; length++) {
      engine.openFile(uri, TEXT.slice(0, length));
      engine.settle();
      const source = engine.file(uri)?.source;
      const answers = source && allAnswers(engine, uri, source.positionAt(length));
      expect(answers).toBeDefined();
    }
  });

  test('anywhere in text with parts missing or repeated, and restored text is answered as before', () => {
    const engine = newEngine();
    engine.openFile(uri, TEXT);
    engine.settle();
    const at = { line: 3, character: 8 };
    const before = JSON.stringify(allAnswers(engine, uri, at));
    const offset = fc.nat({ max: TEXT.length });
    fc.assert(
      fc.property(offset, offset, offset, fc.boolean(), (from, to, cursor, isRepeated) => {
        const [start, end] = from < to ? [from, to] : [to, from];
        const text = TEXT.slice(0, start) + (isRepeated ? TEXT.slice(start, end).repeat(2) : '') + TEXT.slice(end);
        engine.openFile(uri, text);
        engine.settle();
        const source = engine.file(uri)?.source;
        if (source) allAnswers(engine, uri, source.positionAt(cursor));
        engine.openFile(uri, TEXT);
        engine.settle();
        expect(JSON.stringify(allAnswers(engine, uri, at))).toBe(before);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test.each([
    ['letters', `app: ${'x'.repeat(1_000_000)}`],
    ['words', `app: ${'x '.repeat(500_000)}`],
    ['brackets', `app: ${'{['.repeat(50_000)}`],
    ['quotes', `app: ${`"'`.repeat(300_000)}`],
  ])('in a line that is nothing but %s', (_, line) => {
    const engine = newEngine();
    engine.openFile(uri, `${TEXT}    ${line}`);
    engine.settle();
    const source = engine.file(uri)?.source;
    expect(source && allAnswers(engine, uri, source.positionAt(source.length))).toBeDefined();
    expect(source && allAnswers(engine, uri, source.positionAt(TEXT.length + 12))).toBeDefined();
  });

  test('in a file that the engine does not have', () => {
    const {
      workspaceSymbols: _,
      completion,
      // Every position is in some range, be it that of nothing.
      selection,
      ...answers
    } = allAnswers(newEngine(), 'file:///nowhere.yaml', {
      line: 1,
      character: 1,
    });
    expect(
      Object.values(answers)
        .flat()
        .filter((answer) => answer !== undefined),
    ).toEqual([]);
    expect(completion).toEqual({ isIncomplete: false, items: [] });
    expect(selection).toHaveLength(1);
  });
});
