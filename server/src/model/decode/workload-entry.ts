import { dereference, effectivePairs, mapValue } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { decodeLabels, overlayLabels } from '../labels.ts';
import type { ResourceBase, WorkloadEntry, WorkloadGroup, WorkloadPort } from '../resource.ts';
import { asInteger, integerAt, mapAt, stringAt } from './fields.ts';

/** `networking.istio.io` WorkloadEntry. */
export function decodeWorkloadEntry(base: ResourceBase): WorkloadEntry {
  const spec = mapAt(base.node, 'spec');
  const specLabels = decodeLabels(spec && mapValue(spec, 'labels'));
  return {
    ...base,
    kind: 'WorkloadEntry',
    specLabels,
    labels: overlayLabels(specLabels, base.metadataLabels),
    ports: decodePortMap(spec),
    serviceAccount: stringAt(spec, 'serviceAccount'),
    address: stringAt(spec, 'address'),
    weight: integerAt(spec, 'weight'),
    locality: stringAt(spec, 'locality'),
    network: stringAt(spec, 'network'),
  };
}

/**
 * `networking.istio.io` WorkloadGroup. Its labels are those that an entry registered from it carries: the template's,
 * overlaid by `spec.metadata.labels` (pilot/pkg/autoregistration, workloadEntryFromGroup).
 */
export function decodeWorkloadGroup(base: ResourceBase): WorkloadGroup {
  const spec = mapAt(base.node, 'spec');
  const template = mapAt(spec, 'template');
  const metadata = mapAt(spec, 'metadata');
  return {
    ...base,
    kind: 'WorkloadGroup',
    labels: overlayLabels(
      decodeLabels(template && mapValue(template, 'labels')),
      decodeLabels(metadata && mapValue(metadata, 'labels')),
    ),
    ports: decodePortMap(template),
    serviceAccount: stringAt(template, 'serviceAccount'),
    locality: stringAt(template, 'locality'),
    network: stringAt(template, 'network'),
  };
}

/** `ports` of an entry: port name to number. */
function decodePortMap(owner: MapNode | undefined): WorkloadPort[] {
  const ports = mapAt(owner, 'ports');
  if (!ports) return [];
  return [...effectivePairs(ports)].flatMap((pair) => {
    const key = dereference(pair.key);
    const number = asInteger(dereference(pair.value));
    return key?.kind === 'scalar' && number ? [{ name: key.text, number }] : [];
  });
}
