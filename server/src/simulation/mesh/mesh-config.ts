/** The settings of a mesh from files that clearly hold them: istiod's ConfigMap, an IstioOperator, values of its Helm chart. */

import { dereference, pairOf } from '../../yaml/node-access.ts';
import type { MapNode, YamlDocument } from '../../yaml/nodes.ts';
import { parseDocument } from '../../yaml/parse-document.ts';
import { flagAt, type JsonMap, listAt, mapAt, NO_FIELDS, textAt, textsAt, toJson } from '../json-value.ts';
import { compareText } from './mesh-object.ts';
import { DEFAULT_MESH, type MeshSettings } from './mesh-settings.ts';

export interface MeshConfigDocument {
  readonly uri: string;
  readonly document: YamlDocument;
}

/** What a document says of the mesh as a whole. */
export interface FoundMeshConfig<Document extends MeshConfigDocument> {
  readonly source: Document;
  readonly settings: MeshSettings;
  readonly kind: 'ConfigMap' | 'IstioOperator' | 'values';
}

/**
 * The mesh settings that the documents hold, what they do not say filled in with Istio's defaults. Of several, a ConfigMap
 * counts before an IstioOperator and this before Helm values, since each makes the one before it; equals in the order given.
 * Documents that hold none are passed over.
 */
export function findMeshConfigs<Document extends MeshConfigDocument>(
  documents: Iterable<Document>,
): readonly FoundMeshConfig<Document>[] {
  const found: FoundMeshConfig<Document>[] = [];
  for (const source of documents) {
    const { document } = source;
    if (!MENTIONS.test(document.text) || document.isBroken) continue;
    const root = dereference(document.root);
    if (root?.kind !== 'map' || isOtherKind(root)) continue;
    const read = readRoot(toJson(root));
    if (read) found.push({ source, ...read });
  }
  return found.sort((left, right) => ORDER.indexOf(left.kind) - ORDER.indexOf(right.kind));
}

/** Documents without any of these words need not be looked at. */
const MENTIONS = /\bmeshConfig\b|\bmesh\b/;
const ORDER: readonly FoundMeshConfig<MeshConfigDocument>['kind'][] = ['ConfigMap', 'IstioOperator', 'values'];

/** Whether a kind is written that never holds settings, so that the rest need not be read. */
function isOtherKind(root: MapNode): boolean {
  const kind = dereference(pairOf(root, 'kind')?.value);
  return kind?.kind === 'scalar' && !['ConfigMap', 'IstioOperator', ''].includes(kind.text);
}

function readRoot(root: JsonMap): Omit<FoundMeshConfig<MeshConfigDocument>, 'source'> | undefined {
  const kind = textAt(root, 'kind');
  const metadata = mapAt(root, 'metadata');
  if (kind === 'ConfigMap') {
    // A revision has a ConfigMap of its own: `istio-canary`.
    if (!/^istio(?:-[a-z0-9-]+)?$/.test(textAt(metadata, 'name'))) return undefined;
    const text = mapAt(root, 'data')?.mesh;
    if (typeof text !== 'string') return undefined;
    const mesh = dereference(parseDocument(text).root);
    if (mesh?.kind !== 'map') return undefined;
    return { kind, settings: settingsOf(toJson(mesh), undefined, textAt(metadata, 'namespace')) };
  }
  if (kind === 'IstioOperator') {
    const spec = mapAt(root, 'spec');
    const meshConfig = mapAt(spec, 'meshConfig');
    const values = mapAt(spec, 'values');
    if (!meshConfig && !mapAt(values, 'meshConfig')) return undefined;
    // What stands in `meshConfig` itself counts before what is given to the chart.
    const merged = { ...mapAt(values, 'meshConfig'), ...meshConfig };
    return { kind, settings: settingsOf(merged, values, textAt(metadata, 'namespace')) };
  }
  if (kind !== '' || textAt(root, 'apiVersion') !== '') return undefined;
  const meshConfig = mapAt(root, 'meshConfig');
  return meshConfig && { kind: 'values', settings: settingsOf(meshConfig, root, '') };
}

/** `values` are those of the Helm chart, which hold some settings of istiod that are not in the mesh's. */
function settingsOf(mesh: JsonMap, values: JsonMap | undefined, namespace: string): MeshSettings {
  const global = mapAt(values, 'global') ?? NO_FIELDS;
  const trustDomain = textAt(mesh, 'trustDomain') || DEFAULT_MESH.trustDomain;
  const mode = textAt(mapAt(mesh, 'outboundTrafficPolicy'), 'mode');
  return {
    ...DEFAULT_MESH,
    rootNamespace:
      textAt(mesh, 'rootNamespace') || textAt(global, 'istioNamespace') || namespace || DEFAULT_MESH.rootNamespace,
    domain: textAt(mapAt(global, 'proxy'), 'clusterDomain') || DEFAULT_MESH.domain,
    trustDomain,
    cluster: textAt(mapAt(global, 'multiCluster'), 'clusterName') || DEFAULT_MESH.cluster,
    localityLbSetting: mapAt(mesh, 'localityLbSetting') ?? DEFAULT_MESH.localityLbSetting,
    zoneAwareLbSetting: mapAt(mesh, 'zoneAwareLbSetting'),
    outboundTrafficPolicy: mode === 'REGISTRY_ONLY' ? mode : 'ALLOW_ANY',
    enableAutoMtls: flagAt(mesh, 'enableAutoMtls') ?? DEFAULT_MESH.enableAutoMtls,
    defaultServiceExportTo: namesAt(mesh, 'defaultServiceExportTo'),
    defaultVirtualServiceExportTo: namesAt(mesh, 'defaultVirtualServiceExportTo'),
    defaultDestinationRuleExportTo: namesAt(mesh, 'defaultDestinationRuleExportTo'),
  };
}

function namesAt(
  mesh: JsonMap,
  key: 'defaultServiceExportTo' | 'defaultVirtualServiceExportTo' | 'defaultDestinationRuleExportTo',
) {
  return listAt(mesh, key) ? textsAt(mesh, key) : DEFAULT_MESH[key];
}

/** The names of the settings that are not Istio's defaults, for an answer to name what it rests on. */
export function changedSettings(settings: MeshSettings): readonly (keyof MeshSettings)[] {
  const names = Object.keys(DEFAULT_MESH) as (keyof MeshSettings)[];
  return names
    .filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(DEFAULT_MESH[name]))
    .sort(compareText);
}
