/** What a mesh is set to, as far as endpoints and routes depend on it (MeshConfig), with Istio's defaults (D1.2). */
import type { JsonMap } from '../json-value.ts';

export interface MeshSettings {
  /** The namespace whose configuration holds everywhere. */
  readonly rootNamespace: string;
  /** What short names end with: `x.ns.svc.<domain>`. */
  readonly domain: string;
  readonly trustDomain: string;
  /** The name of the cluster, a label of every endpoint. */
  readonly cluster: string;
  /** The namespace of resources that name none. */
  readonly unnamedNamespace: string;
  /** `localityLbSetting` of the mesh. */
  readonly localityLbSetting: JsonMap | undefined;
  /** `zoneAwareLbSetting` of the mesh. */
  readonly zoneAwareLbSetting: JsonMap | undefined;
  /** Whether traffic to unknown hosts leaves the mesh. */
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Whether endpoints that can speak mutual TLS get it where no DestinationRule says otherwise. */
  readonly enableAutoMtls: boolean;
  readonly defaultServiceExportTo: readonly string[];
  readonly defaultVirtualServiceExportTo: readonly string[];
  readonly defaultDestinationRuleExportTo: readonly string[];
}

export const DEFAULT_MESH: MeshSettings = {
  rootNamespace: 'istio-system',
  domain: 'cluster.local',
  trustDomain: 'cluster.local',
  cluster: 'Kubernetes',
  unnamedNamespace: 'default',
  localityLbSetting: { enabled: true },
  zoneAwareLbSetting: undefined,
  outboundTrafficPolicy: 'ALLOW_ANY',
  enableAutoMtls: true,
  defaultServiceExportTo: ['*'],
  defaultVirtualServiceExportTo: ['*'],
  defaultDestinationRuleExportTo: ['*'],
};
