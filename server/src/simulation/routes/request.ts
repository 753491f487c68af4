/** A request whose way through the mesh is asked for, and the answer. */
import type { LabelMap } from '../json-value.ts';
import type { MeshCluster } from '../mesh/clusters.ts';
import type { MeshObject } from '../mesh/mesh-object.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';

export interface MeshRequest {
  /** `sidecar`: a workload in `namespace` with `labels`; `gateway`: a gateway pod there. */
  readonly from: 'sidecar' | 'gateway';
  readonly namespace: string;
  readonly labels: LabelMap;
  /** The Host header, and for `tls` the server name. */
  readonly host: string;
  /** The address that it connects to; `undefined` for one that means nothing to the mesh. */
  readonly address: string | undefined;
  /** The port that it connects to: of a gateway, that of its Service, or the pod's own. */
  readonly port: number;
  /** With its query. */
  readonly path: string;
  /** By name in lower case; `:method` is the method. */
  readonly headers: Readonly<Record<string, string>>;
  /** `tcp` is anything that is not HTTP; `tls` is TLS with a server name, and HTTP inside where a gateway ends it. */
  readonly protocol: 'http' | 'tcp' | 'tls';
}

export type Outcome =
  | 'route'
  | 'redirect'
  | 'direct-response'
  | 'no-route'
  | 'passthrough'
  | 'blackhole'
  | 'no-listener'
  | 'no-filter-chain'
  | 'connection-error';

export interface RoutedCluster {
  /** `outbound|port|subset|host`. */
  readonly cluster: string;
  /** As written; 100 for a single destination. */
  readonly weight: number;
}

/** What a step decides; in the order in which a request meets them. */
export type Decision =
  /** What the client knows of the mesh at all. */
  | 'scope'
  /** Which port of a gateway's pods is meant. */
  | 'port'
  | 'listener'
  | 'filter-chain'
  | 'virtual-host'
  | 'virtual-service'
  | 'rule'
  | 'destination'
  | 'endpoints';

/** One decision on the way, in the order in which they are made. */
export interface TraceStep {
  readonly decision: Decision;
  /** Whether it says more about the step before it: why something else was not chosen, what else follows. */
  readonly isDetail: boolean;
  /** The statement of Istio's behaviour that decides, by its stable name (`D7.5`). */
  readonly statement: string;
  /** A sentence. */
  readonly what: string;
  /** Where the decision is written; `undefined` for what Istio does by itself. */
  readonly place: ObjectPlace | undefined;
}

/** What stands behind a cluster that a request is led to. */
export interface ClusterEnd {
  readonly cluster: string;
  /** Of the requests, from 0 to 1. */
  readonly share: number;
  /** `undefined` where the client has no such cluster. */
  readonly found: MeshCluster | undefined;
  /** Why requests to it are answered with 503; `undefined` where somebody can answer them. */
  readonly failure: string | undefined;
}

export interface TraceAnswer {
  readonly outcome: Outcome;
  /** The VirtualService that decided; only for HTTP. */
  readonly virtualService: MeshObject | undefined;
  readonly clusters: readonly RoutedCluster[];
  /** One for each of `clusters`. */
  readonly ends: readonly ClusterEnd[];
  /** For a redirect or a direct response: the code and the target. */
  readonly detail: string | undefined;
  readonly steps: readonly TraceStep[];
}

/** An answer before anybody looked behind its clusters. */
export type RouteAnswer = Omit<TraceAnswer, 'ends' | 'steps'>;
