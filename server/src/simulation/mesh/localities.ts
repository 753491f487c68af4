/** Localities: `region/zone/subzone` (D4.2-D4.4). */
import type { LabelMap } from '../json-value.ts';

export interface Locality {
  readonly region: string;
  readonly zone: string;
  readonly subzone: string;
}

export const REGION_LABEL = 'topology.kubernetes.io/region';
export const ZONE_LABEL = 'topology.kubernetes.io/zone';
export const SUBZONE_LABEL = 'topology.istio.io/subzone';
export const CLUSTER_LABEL = 'topology.istio.io/cluster';
export const NETWORK_LABEL = 'topology.istio.io/network';
export const HOSTNAME_LABEL = 'kubernetes.io/hostname';

/** The first three parts; missing ones are empty, a fourth and later ones do not count. */
export function parseLocality(text: string): Locality {
  const [region = '', zone = '', subzone = ''] = text.split('/');
  return { region, zone, subzone };
}

/** The parts with slashes between them, without empty ones at the end. */
export function localityText({ region, zone, subzone }: Locality): string {
  return `${region}/${zone}/${subzone}`.replace(/\/+$/, '');
}

/** What a label says about the locality; dots stand for slashes where the text has none, since labels cannot hold slashes. */
export function localityOfLabels(labels: LabelMap): string {
  const text = labels['topology.istio.io/locality'] ?? labels['istio-locality'] ?? '';
  return text.includes('/') ? text : text.replaceAll('.', '/');
}

/** The locality that a node's labels say; empty if none does. */
export function localityOfNode(labels: LabelMap): string {
  const region = labels[REGION_LABEL] ?? labels['failure-domain.beta.kubernetes.io/region'] ?? '';
  const zone = labels[ZONE_LABEL] ?? labels['failure-domain.beta.kubernetes.io/zone'] ?? '';
  const subzone = labels[SUBZONE_LABEL] ?? '';
  return region === '' && zone === '' && subzone === '' ? '' : `${region}/${zone}/${subzone}`;
}

/** The labels with those that istiod derives and puts over them (D2.4). */
export function augmentLabels(
  labels: LabelMap,
  where: { readonly locality: string; readonly cluster: string; readonly network: string; readonly node: string },
): LabelMap {
  const { region, zone, subzone } = parseLocality(where.locality);
  const all: Record<string, string> = Object.assign(Object.create(null), labels);
  if (region !== '') all[REGION_LABEL] = region;
  if (zone !== '') all[ZONE_LABEL] = zone;
  if (subzone !== '') all[SUBZONE_LABEL] = subzone;
  if (where.cluster !== '') all[CLUSTER_LABEL] = where.cluster;
  if (where.node !== '') all[HOSTNAME_LABEL] = where.node;
  if (where.network !== '' && !all[NETWORK_LABEL]) all[NETWORK_LABEL] = where.network;
  return all;
}
