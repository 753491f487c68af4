/** One YAML document to the resources it holds: one, the items of a List, or none. */
import { dereference, mapValue, pairOf } from '../../yaml/node-access.ts';
import type { MapNode, ScalarNode, YamlDocument } from '../../yaml/nodes.ts';
import { isIstioAlone, type KindName, kindOf, meansToBeIstio } from '../kinds.ts';
import { decodeLabels } from '../labels.ts';
import type { Resource, ResourceBase } from '../resource.ts';
import { mapAt, mapsAt, stringAt } from './fields.ts';
import { decodePodWorkload } from './pod-workload.ts';
import { decodeService } from './service.ts';
import { decodeServiceEntry } from './service-entry.ts';
import { decodeWorkloadEntry, decodeWorkloadGroup } from './workload-entry.ts';

/** How many items of nested Lists are read from one document; a cluster dump stays far below. */
const MAX_ITEMS = 50_000;

/** The resources of a document, in the order of the text. Kinds that nobody here knows are left out. Never fails. */
export function decodeDocument(document: YamlDocument): readonly Resource[] {
  const root = dereference(document.root);
  if (root?.kind !== 'map') return [];
  const resources: Resource[] = [];
  decodeInto(resources, root, document, 0);
  return resources;
}

/** True for a document that says which Kubernetes resource it is, known to us or not. */
export function isManifest(document: YamlDocument): boolean {
  const root = dereference(document.root);
  return root?.kind === 'map' && stringAt(root, 'apiVersion') !== undefined && stringAt(root, 'kind') !== undefined;
}

function decodeInto(resources: Resource[], node: MapNode, document: YamlDocument, depth: number): void {
  const apiVersion = stringAt(node, 'apiVersion');
  const kind = stringAt(node, 'kind');
  if (!apiVersion || !kind) {
    const word = apiVersion ?? kind;
    if (word && isHalfNamed(node, apiVersion?.value, kind?.value)) {
      resources.push(decodeResource('UnknownKind', apiVersion?.value ?? '', word.node, node, document));
    }
    return;
  }
  if (kind.value.endsWith('List') && depth < 2) {
    for (const item of mapsAt(node, 'items')) {
      if (resources.length >= MAX_ITEMS) return;
      decodeInto(resources, item, document, depth + 1);
    }
    return;
  }
  const name = kindOf(apiVersion.value, kind.value)?.name ?? unknownKind(apiVersion.value, kind.value, node);
  if (name) resources.push(decodeResource(name, apiVersion.value, kind.node, node, document));
}

function decodeResource(
  kind: KindName,
  apiVersion: string,
  kindNode: ScalarNode,
  node: MapNode,
  document: YamlDocument,
): Resource {
  const metadata = mapAt(node, 'metadata');
  const name = stringAt(metadata, 'name');
  const namespace = stringAt(metadata, 'namespace');
  const base: ResourceBase = {
    kind,
    apiVersion,
    name: name?.value ?? '',
    nameNode: name?.node,
    namespace: namespace?.value === '' ? undefined : namespace?.value,
    namespaceNode: namespace?.node,
    metadataLabels: decodeLabels(metadata && mapValue(metadata, 'labels')),
    node,
    kindNode,
    document,
    isComplete: !document.isBroken,
  };
  switch (kind) {
    case 'ServiceEntry':
      return decodeServiceEntry(base);
    case 'WorkloadEntry':
      return decodeWorkloadEntry(base);
    case 'WorkloadGroup':
      return decodeWorkloadGroup(base);
    case 'Service':
      return decodeService(base);
    case 'Pod':
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
    case 'CronJob':
    case 'OtherWorkload':
      return decodePodWorkload(base, kind);
    default:
      return { ...base, kind };
  }
}

function unknownKind(apiVersion: string, kind: string, node: MapNode): KindName | undefined {
  if (carriesPodTemplate(node)) return 'OtherWorkload';
  return meansToBeIstio(apiVersion, kind) ? 'UnknownKind' : undefined;
}

/** Whether this would be a resource of Istio if it had both `apiVersion` and `kind`: the one that is there is Istio's alone. */
function isHalfNamed(node: MapNode, apiVersion: string | undefined, kind: string | undefined): boolean {
  const isMissing = pairOf(node, apiVersion === undefined ? 'apiVersion' : 'kind') === undefined;
  if (!isMissing || !mapAt(node, 'metadata')) return false;
  return kind === undefined
    ? meansToBeIstio(apiVersion ?? '', '')
    : isIstioAlone(kind) && mapAt(node, 'spec') !== undefined;
}

/** The shape by which a workload of an unknown kind (an Argo Rollout, say) is recognised. */
function carriesPodTemplate(node: MapNode): boolean {
  const template = mapAt(mapAt(node, 'spec'), 'template');
  const podSpec = mapAt(template, 'spec');
  return podSpec !== undefined && pairOf(podSpec, 'containers') !== undefined;
}
