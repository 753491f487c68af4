/** The proxy that a question is asked for (D1.1, D1.5). */
import type { LabelMap } from '../json-value.ts';
import { augmentLabels } from './localities.ts';
import type { MeshSettings } from './mesh-settings.ts';

export interface MeshClient {
  readonly type: 'sidecar' | 'gateway';
  readonly namespace: string;
  /** Its own labels; what istiod adds is in `clientLabels`. */
  readonly labels: LabelMap;
  /** `region/zone/subzone`; empty where nothing is known. */
  readonly locality: string;
  readonly network: string;
  readonly node: string;
}

export const SOME_CLIENT: MeshClient = {
  type: 'sidecar',
  namespace: 'default',
  labels: {},
  locality: '',
  network: '',
  node: '',
};

/** The labels by which the client is known, with its locality, network, cluster and node (D1.5). */
export function clientLabels(client: MeshClient, { cluster }: MeshSettings): LabelMap {
  return augmentLabels(client.labels, { ...client, cluster });
}
