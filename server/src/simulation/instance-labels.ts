/** The labels by which istiod compares a workload with a selector: its own, and those that istiod puts over them (D2.3, D2.4). */
import { isAddedByIstiod, type LabelPair, type Labels, labelValue } from '../model/labels.ts';
import type { Workload } from '../model/resource.ts';
import { augmentLabels, CLUSTER_LABEL, HOSTNAME_LABEL, localityOfLabels, NETWORK_LABEL } from './mesh/localities.ts';

/** True if the workload has every pair of `selector`; what only the cluster knows of it is taken to fit. */
export function fitsSelector(selector: Labels, workload: Workload): boolean {
  return selector.pairs.every((wanted) => fitsPair(wanted, workload));
}

/** True if the workload has the pair, or if only the cluster knows. */
export function fitsPair(wanted: LabelPair, workload: Workload): boolean {
  if (!isAddedByIstiod(wanted.key)) return labelValue(workload.labels, wanted.key) === wanted.value;
  const value = derivedLabel(wanted.key, workload);
  return value === UNKNOWN || value === wanted.value;
}

const UNKNOWN = Symbol('known in the cluster alone');

/** The value of a label that istiod derives; `undefined` where it certainly has none. */
function derivedLabel(key: string, workload: Workload): string | undefined | typeof UNKNOWN {
  const own = Object.fromEntries(workload.labels.pairs.map((pair) => [pair.key, pair.value]));
  const isMachine = workload.kind === 'WorkloadEntry' || workload.kind === 'WorkloadGroup';
  const written = isMachine ? (workload.locality?.value ?? '') : '';
  const locality = written === '' ? localityOfLabels(own) : written;
  const network = isMachine ? (workload.network?.value ?? '') : '';
  if (key === CLUSTER_LABEL) return UNKNOWN;
  // An entry is on no node; a machine that registers from a group says itself where it is, unless the group does.
  if (key === HOSTNAME_LABEL) return isMachine ? own[key] : UNKNOWN;
  const value = augmentLabels(own, { locality, network, cluster: '', node: '' })[key];
  if (key === NETWORK_LABEL) return value ?? UNKNOWN;
  return locality === '' && workload.kind !== 'WorkloadEntry' ? UNKNOWN : value;
}
