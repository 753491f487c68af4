import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../yaml/parse-document.ts';
import { changedSettings, findMeshConfigs } from './mesh-config.ts';
import { DEFAULT_MESH } from './mesh-settings.ts';

function find(...texts: readonly string[]) {
  return findMeshConfigs(texts.map((text, index) => ({ uri: `file:///${index}.yaml`, document: parseDocument(text) })));
}

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: istio
  namespace: istio-system
data:
  mesh: |-
    rootNamespace: mesh-root
    trustDomain: example.org
    enableAutoMtls: false
    defaultServiceExportTo: ['.']
    outboundTrafficPolicy:
      mode: REGISTRY_ONLY
    localityLbSetting:
      enabled: false
`;

test("istiod's ConfigMap holds the settings as text", () => {
  const [found] = find(CONFIG_MAP);
  expect(found?.settings).toEqual({
    ...DEFAULT_MESH,
    rootNamespace: 'mesh-root',
    trustDomain: 'example.org',
    enableAutoMtls: false,
    defaultServiceExportTo: ['.'],
    outboundTrafficPolicy: 'REGISTRY_ONLY',
    localityLbSetting: { enabled: false },
  });
});

test('its namespace is the root namespace where nothing else is said', () => {
  const [found] = find(CONFIG_MAP.replace('    rootNamespace: mesh-root\n', '').replace('istio-system', 'mesh'));
  expect(found?.settings.rootNamespace).toBe('mesh');
});

test('an IstioOperator holds them in its spec, beside values of the chart', () => {
  const [found] = find(`apiVersion: install.istio.io/v1alpha1
kind: IstioOperator
spec:
  meshConfig: {trustDomain: a.example.org}
  values:
    meshConfig: {trustDomain: b.example.org, rootNamespace: root}
    global: {proxy: {clusterDomain: example.local}, multiCluster: {clusterName: east}}
`);
  expect(found?.settings).toMatchObject({
    trustDomain: 'a.example.org',
    rootNamespace: 'root',
    domain: 'example.local',
    cluster: 'east',
  });
});

test('values of the chart hold them at their root', () => {
  const [found] = find('meshConfig:\n  outboundTrafficPolicy: {mode: REGISTRY_ONLY}\nglobal: {istioNamespace: mesh}\n');
  expect(found?.kind).toBe('values');
  expect(found?.settings).toMatchObject({ outboundTrafficPolicy: 'REGISTRY_ONLY', rootNamespace: 'mesh' });
});

test('of several the ConfigMap counts first', () => {
  expect(find('meshConfig: {}\n', CONFIG_MAP).map(({ kind }) => kind)).toEqual(['ConfigMap', 'values']);
});

describe('nothing is read from', () => {
  test.each([
    ['another ConfigMap', CONFIG_MAP.replace('name: istio', 'name: other')],
    ['a mesh that is no YAML', CONFIG_MAP.replace(/mesh: \|-[\s\S]*$/, 'mesh: text')],
    ['a resource that happens to have the word', 'apiVersion: v1\nkind: Secret\nmeshConfig: {trustDomain: x}\n'],
    ['values in which it is no map', 'meshConfig: text\n'],
    ['a list', '- meshConfig: {}\n'],
    ['broken text', 'meshConfig: {trustDomain: [\n'],
  ])('%s', (_, text) => {
    expect(find(text)).toEqual([]);
  });
});

test('what differs from the defaults is named', () => {
  expect(changedSettings({ ...DEFAULT_MESH, trustDomain: 'x', cluster: 'y' })).toEqual(['cluster', 'trustDomain']);
});
