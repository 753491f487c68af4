/**
 * The WorkloadEntry that istiod makes of a WorkloadGroup when a machine registers itself (D12;
 * pilot/pkg/autoregistration/controller.go, workloadEntryFromGroup).
 */
import { type JsonMap, type JsonValue, type LabelMap, labelsAt, mapAt, NO_FIELDS } from '../json-value.ts';
import { parseLocality } from './localities.ts';

/** What the proxy of a machine says of itself. */
export interface RegisteringMachine {
  /** Its first IP address. */
  readonly address: string;
  /** Labels of its proxy metadata; `undefined` where it has none at all. */
  readonly labels: LabelMap | undefined;
  /** Empty for none. */
  readonly network: string;
  /** `region/zone/subzone`; `undefined` where the proxy says none at all, not even an empty one. */
  readonly locality: string | undefined;
  /** Whether its proxy checks the health of what it serves. */
  readonly hasHealthCheck: boolean;
}

/** The parts of a WorkloadGroup that count. */
export interface RegisteringGroup {
  readonly name: string;
  readonly namespace: string;
  readonly spec: JsonMap;
}

/** A WorkloadEntry as it is in the cluster, without what only tells who is connected. */
export interface RegisteredEntry {
  readonly apiVersion: string;
  readonly kind: 'WorkloadEntry';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: LabelMap;
    readonly annotations: LabelMap;
  };
  readonly spec: JsonMap;
}

/** The label by which a machine says its locality; istiod takes it out once it has read it. */
const LOCALITY_LABEL = 'istio-locality';
const GROUP_ANNOTATION = 'istio.io/autoRegistrationGroup';
const HEALTH_ANNOTATION = 'proxy.istio.io/health-checks-enabled';
/** Names of objects are not longer. */
const MAX_NAME = 253;

export function registeredEntry(group: RegisteringGroup, machine: RegisteringMachine): RegisteredEntry {
  const template = mapAt(group.spec, 'template') ?? NO_FIELDS;
  const metadata = mapAt(group.spec, 'metadata');
  const labels = registeredLabels(template, metadata, machine);
  const spec: Record<string, JsonValue> = { address: machine.address };
  for (const [key, value] of Object.entries(template)) if (key !== 'address' && !isZero(value)) spec[key] = value;
  setOrDrop(spec, 'labels', labels);
  if (machine.network !== '') spec.network = machine.network;
  if (machine.locality !== undefined) setOrDrop(spec, 'locality', shortLocality(machine.locality));
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'WorkloadEntry',
    metadata: {
      name: entryName(group.name, machine),
      namespace: group.namespace,
      ...(Object.keys(labels).length > 0 && { labels }),
      annotations: {
        [GROUP_ANNOTATION]: group.name,
        ...labelsAt(metadata, 'annotations'),
        ...(machine.hasHealthCheck && { [HEALTH_ANNOTATION]: 'true' }),
      },
    },
    spec,
  };
}

/** The name of the entry: group, address and network; too long a one loses its beginning. */
export function entryName(
  group: string,
  { address, network }: Pick<RegisteringMachine, 'address' | 'network'>,
): string {
  const parts = [group, address.replaceAll(':', '-'), ...(network === '' ? [] : [network])];
  return parts.join('-').slice(-MAX_NAME);
}

/** Those of the template, then of the group's metadata, then of the machine; of equal keys the last counts. */
function registeredLabels(template: JsonMap, metadata: JsonMap | undefined, machine: RegisteringMachine): LabelMap {
  const labels: Record<string, string> = { ...labelsAt(template, 'labels'), ...labelsAt(metadata, 'labels') };
  if (!machine.labels) return labels;
  const merged = { ...labels, ...machine.labels };
  // Out of all of them, whoever brought it, but only where the machine has labels.
  delete merged[LOCALITY_LABEL];
  return merged;
}

/** As far as its parts are there without a gap. */
function shortLocality(text: string): string {
  const { region, zone, subzone } = parseLocality(text);
  if (zone === '') return region;
  return subzone === '' ? `${region}/${zone}` : `${region}/${zone}/${subzone}`;
}

function setOrDrop(spec: Record<string, JsonValue>, key: string, value: LabelMap | string): void {
  if (isZero(value)) delete spec[key];
  else spec[key] = value;
}

/** What is not written, since it is what the field is without being written. */
function isZero(value: JsonValue): boolean {
  if (value === '' || value === 0) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
