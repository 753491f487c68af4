import { expect, test } from 'vitest';
import { isWorkload } from '../model/resource.ts';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import { fitsSelector } from './instance-labels.ts';
import { isSelecting } from './selection.ts';

/** Whether a selector fits a workload whose kind and spec are given, both in flow style. */
function fits(selector: string, workload: string): boolean {
  const fixture = `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: se}
spec: {workloadSelector: {labels: ${selector}}}
---
${workload}`;
  const engine = engineOf(parseFixture(fixture));
  const [selecting, selected] = engine.entriesOf(uriOf('main.yaml'));
  if (!selecting || !isSelecting(selecting) || !selected || !isWorkload(selected.resource)) throw new Error('no pair');
  return fitsSelector(selecting.resource.selector.labels, selected.resource);
}

function machine(spec: string): string {
  return `apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {name: we}\nspec: ${spec}\n`;
}

const REGION = '{topology.kubernetes.io/region: us}';

test.each([
  ['the locality of an entry is its region', REGION, machine('{locality: us/az-1}'), true],
  ['another locality is another region', REGION, machine('{locality: eu/az-1}'), false],
  ['a label counts for less than the locality', REGION, machine(`{locality: eu, labels: ${REGION}}`), false],
  ['without a locality the label counts', REGION, machine(`{labels: ${REGION}}`), true],
  ['an entry without any has no region', REGION, machine('{labels: {app: a}}'), false],
  ['the locality can be a label', REGION, machine('{labels: {istio-locality: us.az-1}}'), true],
  ['the network is a label', '{topology.istio.io/network: n1}', machine('{network: n1}'), true],
  ['another network is another', '{topology.istio.io/network: n1}', machine('{network: n2}'), false],
  ['the network of a mesh is not in its files', '{topology.istio.io/network: n1}', machine('{}'), true],
  ['nor is the name of the cluster', '{topology.istio.io/cluster: c1}', machine('{}'), true],
  ['where pods run is not known', REGION, 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: a}}\n', true],
])('%s', (_, selector, workload, expected) => {
  expect(fits(selector, workload)).toBe(expected);
});
