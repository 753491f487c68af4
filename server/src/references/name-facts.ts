/**
 * Names: what a resource can be called by in the text of others. Each key is one name and leads to the resources that
 * define or use it; the names themselves can be listed (`MeshView.names`).
 */
import { mapAt, mapsAt, stringAt } from '../model/decode/fields.ts';
import { isWorkload, type Resource } from '../model/resource.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { accountKey, type Fact, localityKey, namespaceKey, networkKey } from './fact-keys.ts';
import { hostFacts } from './host-facts.ts';

/** The labels by which Kubernetes and Istio know where a node or namespace is. */
const NETWORK_LABEL = 'topology.istio.io/network';
const REGION_LABEL = 'topology.kubernetes.io/region';
const ZONE_LABEL = 'topology.kubernetes.io/zone';

/** The names that `resource`, lying in `namespace` (empty for the unnamed one), defines or uses. */
export function nameFacts(resource: Resource, namespace: string): Fact[] {
  const facts = hostFacts(resource, namespace);
  if (namespace !== '') facts.push({ key: namespaceKey(namespace), content: '' });
  const names = new Set<Fact['key']>();
  if (resource.kind === 'Namespace' && resource.name !== '') names.add(namespaceKey(resource.name));
  if (resource.kind === 'ServiceAccount' && resource.name !== '') names.add(accountKey(namespace, resource.name));
  if (isWorkload(resource) && resource.serviceAccount) names.add(accountKey(namespace, resource.serviceAccount.value));
  if (resource.kind === 'WorkloadEntry' || resource.kind === 'WorkloadGroup') {
    if (resource.locality) names.add(localityKey(resource.locality.value));
    if (resource.network) names.add(networkKey(resource.network.value));
  }
  if (resource.kind === 'ServiceEntry' && resource.endpoints) {
    for (const endpoint of mapsAt(mapAt(resource.node, 'spec'), 'endpoints')) {
      const locality = stringAt(endpoint, 'locality')?.value;
      const network = stringAt(endpoint, 'network')?.value;
      if (locality !== undefined) names.add(localityKey(locality));
      if (network !== undefined) names.add(networkKey(network));
    }
  }
  // A Service that says its network is a gateway into it.
  if (resource.kind === 'Namespace' || resource.kind === 'Service') {
    const network = stringAt(labelsOf(resource), NETWORK_LABEL)?.value;
    if (network !== undefined) names.add(networkKey(network));
  }
  if (resource.kind === 'Node') {
    const region = stringAt(labelsOf(resource), REGION_LABEL)?.value;
    const zone = stringAt(labelsOf(resource), ZONE_LABEL)?.value;
    if (region !== undefined) names.add(localityKey(zone === undefined ? region : `${region}/${zone}`));
  }
  for (const key of names) facts.push({ key, content: '' });
  return facts;
}

function labelsOf(resource: Resource): MapNode | undefined {
  return mapAt(mapAt(resource.node, 'metadata'), 'labels');
}
