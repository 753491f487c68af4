/** Where labels stand, and which workloads they are about. */
import { decodeLabels, type LabelPair, type Labels, NO_LABELS } from '../model/labels.ts';
import type { PathStep } from '../yaml/node-at.ts';
import { CURSOR_MARK } from './field-cursor.ts';
import { mapAtPath, nodeAtPath, type OfferContext, writtenAt } from './offer-context.ts';

export interface LabelPlace {
  /** `selector`: what is typed selects; `labels`: what is typed is selected. */
  readonly role: 'selector' | 'labels';
  /**
   * The workloads in question: those of the namespace, those of the whole mesh, those behind a host, or the template of the
   * resource itself.
   */
  readonly reach: 'namespace' | 'mesh' | 'host' | 'template';
  /** From the resource to the map of labels. */
  readonly path: readonly PathStep[];
  /** The other labels of the map. */
  readonly others: Labels;
  /** The namespace whose workloads come first; empty for the unnamed one. */
  readonly namespace: string;
}

type Meaning = Pick<LabelPlace, 'role' | 'reach'>;

const SELECTS: Meaning = { role: 'selector', reach: 'namespace' };
const CARRIES: Meaning = { role: 'labels', reach: 'namespace' };
const SELECTS_TEMPLATE: Meaning = { role: 'selector', reach: 'template' };
const ANYWHERE: Meaning = { role: 'selector', reach: 'mesh' };

/** By kind and path, list indexes as `[]`. */
const PLACES: Readonly<Record<string, Readonly<Record<string, Meaning>>>> = {
  ServiceEntry: { 'spec/workloadSelector/labels': SELECTS, 'spec/endpoints/[]/labels': CARRIES },
  Service: { 'spec/selector': SELECTS },
  Sidecar: { 'spec/workloadSelector/labels': SELECTS },
  EnvoyFilter: { 'spec/workloadSelector/labels': SELECTS },
  DestinationRule: {
    'spec/workloadSelector/matchLabels': SELECTS,
    'spec/subsets/[]/labels': { role: 'selector', reach: 'host' },
  },
  VirtualService: {
    'spec/http/[]/match/[]/sourceLabels': ANYWHERE,
    'spec/tls/[]/match/[]/sourceLabels': ANYWHERE,
    'spec/tcp/[]/match/[]/sourceLabels': ANYWHERE,
  },
  WorkloadEntry: { 'spec/labels': CARRIES, 'metadata/labels': CARRIES },
  WorkloadGroup: { 'spec/template/labels': CARRIES, 'spec/metadata/labels': CARRIES },
  Pod: { 'metadata/labels': CARRIES },
  CronJob: { 'spec/jobTemplate/spec/template/metadata/labels': CARRIES },
};

const POLICY: Readonly<Record<string, Meaning>> = { 'spec/selector/matchLabels': SELECTS };
const POLICIES: ReadonlySet<string> = new Set([
  ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication', 'ProxyConfig'],
  ...['Telemetry', 'TrafficExtension', 'WasmPlugin'],
]);
/** Of whatever has a pod template: Deployments, and kinds that nobody here knows. */
const OWNER: Readonly<Record<string, Meaning>> = {
  'spec/template/metadata/labels': CARRIES,
  'spec/selector/matchLabels': SELECTS_TEMPLATE,
};

/** The labels at `path` of the resource; `undefined` where something else stands. */
export function labelPlace(path: readonly PathStep[], context: OfferContext): LabelPlace | undefined {
  const { cursor, namespace } = context;
  const { resource, kind, apiVersion = '' } = cursor;
  if (kind === undefined) return undefined;
  const written = path.map((step) => (typeof step === 'number' ? '[]' : step)).join('/');
  const meaning = meaningOf(kind, apiVersion, written);
  if (!meaning) return undefined;
  // Of VirtualServices the namespace of the client counts.
  const source =
    meaning === ANYWHERE ? writtenAt(mapAtPath(resource, path.slice(0, -1)), 'sourceNamespace') : undefined;
  return { ...meaning, path, others: othersAt(path, context), namespace: source ?? namespace };
}

function meaningOf(kind: string, apiVersion: string, path: string): Meaning | undefined {
  if (kind === 'Gateway') return apiVersion.includes('istio') && path === 'spec/selector' ? ANYWHERE : undefined;
  if (POLICIES.has(kind)) return POLICY[path];
  return (Object.hasOwn(PLACES, kind) ? PLACES[kind] : OWNER)?.[path];
}

function othersAt(path: readonly PathStep[], { cursor }: OfferContext): Labels {
  const map = nodeAtPath(cursor.resource, path);
  return map?.kind === 'map' ? withoutMark(decodeLabels(map)) : NO_LABELS;
}

/** The labels of the pods that the resource around the cursor makes. */
export function templateLabels({ cursor }: OfferContext): Labels {
  return withoutMark(decodeLabels(nodeAtPath(cursor.resource, ['spec', 'template', 'metadata', 'labels'])));
}

function withoutMark(labels: Labels): Labels {
  const isWhole = ({ keyNode, valueNode }: LabelPair): boolean =>
    keyNode.text !== CURSOR_MARK && valueNode.text !== CURSOR_MARK;
  return { ...labels, pairs: labels.pairs.filter(isWhole) };
}
