/** How much is computed anew or looked at, counted; no times. */
import { describe, expect, test } from 'vitest';
import { Engine } from '../engine.ts';
import { machine, resource } from '../testing/simulated.ts';
import { meshAround } from './mesh-around.ts';
import { serviceAnswers } from './service-answer.ts';

const APPLICATIONS = 60;

/** No two of them are one slip of the finger apart, so that nobody takes one for another. */
const nameOf = (at: number): string => `application-${at * 7919}`;

function machineOf(at: number, app: string, tier = 'x'): string {
  return machine(`vm-${at}`, `10.0.0.${at}`, `labels: {app: ${app}, tier: ${tier}}`);
}

function serviceOf(at: number): string {
  const ports = 'ports: [{number: 80, name: http, protocol: HTTP}]';
  const selector = `workloadSelector: {labels: {app: ${nameOf(at)}}}`;
  const spec = `{hosts: [h${at}.example.com], location: MESH_INTERNAL, resolution: STATIC, ${ports}, ${selector}}`;
  return resource('ServiceEntry', `se-${at}`, spec);
}

const machineUri = (at: number): string => `file:///mesh/vm-${at}.yaml`;
const serviceUri = (at: number): string => `file:///mesh/se-${at}.yaml`;

/** Services with one machine each, all in one namespace. */
function manyServices(count = APPLICATIONS): Engine {
  const engine = new Engine();
  engine.setFolders(['file:///mesh']);
  for (let at = 0; at < count; at++) {
    engine.setDiskText(serviceUri(at), serviceOf(at));
    engine.setDiskText(machineUri(at), machineOf(at, nameOf(at)));
  }
  engine.settle();
  return engine;
}

/** How many resources are analysed once the text is another. */
function costOf(engine: Engine, uri: string, text: string): number {
  const before = engine.counts.resourcesAnalysed;
  engine.setDiskText(uri, text);
  engine.settle();
  return engine.counts.resourcesAnalysed - before;
}

function answersOf(engine: Engine, at: number): readonly string[] {
  const view = engine.viewOf(serviceUri(at));
  const [entry] = engine.entriesOf(serviceUri(at));
  if (!view || !entry) throw new Error(`no service ${at}`);
  return serviceAnswers(view, entry).answers.flatMap(({ members }) => members.map(({ endpoint }) => endpoint.address));
}

describe('a label edit', () => {
  test('concerns the machine, the service that loses it and the one that gets it, of however many there are', () => {
    const engine = manyServices();
    expect(costOf(engine, machineUri(7), machineOf(7, nameOf(8)))).toBeLessThanOrEqual(3);
    expect(answersOf(engine, 7)).toEqual([]);
    expect(answersOf(engine, 8)).toEqual(['10.0.0.7', '10.0.0.8']);
  });

  test('costs the same in a mesh of twice the size', () => {
    const [small = 0, large = 0] = [30, 60].map((count) =>
      costOf(manyServices(count), machineUri(7), machineOf(7, nameOf(8))),
    );
    expect(large).toBe(small);
  });

  test('of a label that no selector names concerns nobody but the machine and who has it', () => {
    const engine = manyServices();
    expect(costOf(engine, machineUri(7), machineOf(7, nameOf(7), 'y'))).toBeLessThanOrEqual(2);
  });
});

test('whoever asks about one host looks at its own machines only', () => {
  const engine = manyServices();
  const view = engine.viewOf(serviceUri(7));
  const [entry] = engine.entriesOf(serviceUri(7));
  if (!view || !entry) throw new Error('no service');
  const mesh = meshAround(view, entry);
  expect(mesh.ofKind('WorkloadEntry').map(({ name }) => name)).toEqual(['vm-7']);
  expect(mesh.ofKind('ServiceEntry').map(({ name }) => name)).toEqual(['se-7']);
});
