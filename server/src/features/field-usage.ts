/** What people write most, and what cannot stand together, beyond what the schemas say. */
import type { SchemaField } from '../schema/schema-store.ts';
import { entryFor, tableOf } from './by-path.ts';

/** The keys that people write most, in the order in which they write them; the rest follows as the schema lists it. */
const COMMON: readonly string[] = [
  ...['apiVersion', 'kind', 'metadata', 'spec', 'name', 'namespace', 'labels', 'annotations'],
  ...['hosts', 'host', 'selector', 'workloadSelector', 'gateways', 'servers', 'subsets', 'template'],
  ...['address', 'number', 'port', 'ports', 'protocol', 'targetPort', 'containerPort'],
  ...['location', 'resolution', 'endpoints', 'addresses', 'serviceAccount', 'network', 'locality', 'weight'],
  ...['match', 'uri', 'exact', 'prefix', 'regex', 'method', 'authority', 'route', 'destination', 'subset'],
  ...['redirect', 'directResponse', 'delegate', 'rewrite', 'timeout', 'retries', 'attempts', 'perTryTimeout'],
  ...['fault', 'headers', 'mirror', 'mirrors', 'http', 'tls', 'mode', 'credentialName', 'httpsRedirect'],
  ...[
    'minProtocolVersion',
    'maxProtocolVersion',
    'serverCertificate',
    'privateKey',
    'caCertificates',
    'subjectAltNames',
  ],
  ...[
    'credentialNames',
    'tlsCertificates',
    'verifyCertificateSpki',
    'trafficPolicy',
    'loadBalancer',
    'simple',
    'connectionPool',
    'outlierDetection',
  ],
  ...['consecutive5xxErrors', 'interval', 'baseEjectionTime', 'maxEjectionPercent', 'localityLbSetting', 'failover'],
  ...['mtls', 'action', 'rules', 'from', 'to', 'when', 'source', 'operation', 'paths'],
  ...['principals', 'requestPrincipals', 'namespaces', 'ipBlocks', 'remoteIpBlocks', 'serviceAccounts'],
  ...['notServiceAccounts', 'notNamespaces', 'notPrincipals', 'notPaths', 'notMethods', 'notHosts', 'notPorts'],
  ...['issuer', 'jwksUri', 'audiences', 'jwtRules', 'forwardOriginalToken', 'egress', 'ingress', 'exportTo'],
  ...['containers', 'image', 'command', 'args', 'env', 'replicas', 'type', 'clusterIP', 'serviceAccountName'],
  ...['readinessProbe', 'livenessProbe', 'httpGet', 'path', 'probe', 'initialDelaySeconds', 'periodSeconds'],
  ...['url', 'phase', 'pluginConfig', 'sha256', 'targetRefs'],
];

const RANKS: ReadonlyMap<string, number> = new Map(COMMON.map((name, index) => [name, index]));

/** Lower for keys that are written more often. */
export function usageRank(name: string): number {
  return RANKS.get(name) ?? COMMON.length;
}

/** Keys of which Istio takes one, beyond what the schemas say. */
const ALTERNATIVES: readonly (readonly string[])[] = [
  ['route', 'redirect', 'directResponse', 'delegate'],
  ['mirror', 'mirrors'],
  ['httpGet', 'tcpSocket', 'exec'],
  ['httpGet', 'grpc'],
  ['mirrorPercentage', 'mirrorPercent', 'mirror_percent'],
  ['allowOrigins', 'allowOrigin'],
  ['rewrite', 'redirect', 'directResponse'],
  ['fault', 'redirect', 'directResponse'],
  ['uri', 'uriRegexRewrite'],
  ['percentage', 'percent'],
  ['tunnel', 'proxyProtocol'],
  ['localityLbSetting', 'zoneAwareLbSetting'],
  ['distribute', 'failover'],
  ['failover', 'failoverPriority'],
  ['warmup', 'warmupDurationSecs'],
  ['serviceAccounts', 'principals'],
  ['serviceAccounts', 'notPrincipals'],
  ['serviceAccounts', 'namespaces'],
  ['serviceAccounts', 'notNamespaces'],
  ['notServiceAccounts', 'principals'],
  ['notServiceAccounts', 'notPrincipals'],
  ['notServiceAccounts', 'namespaces'],
  ['notServiceAccounts', 'notNamespaces'],
  ['credentialName', 'serverCertificate'],
  ['credentialName', 'privateKey'],
  ['credentialName', 'tlsCertificates'],
  ['serverCertificate', 'credentialNames'],
  ['serverCertificate', 'tlsCertificates'],
  ['privateKey', 'credentialNames'],
  ['privateKey', 'tlsCertificates'],
  ['uri', 'prefixRewrite'],
];

/** The groups of keys that exclude `name`, beyond what the schema says. `has` tells which keys the map may have. */
export function alternativesTo(name: string, has: (other: string) => boolean): readonly (readonly string[])[] {
  return ALTERNATIVES.filter((group) => group.includes(name) && group.every(has));
}

/** What a key is refused without: a sibling, or a value of one. */
export interface Need {
  /** A key of a sibling is named with a dot. */
  readonly key: string;
  /** By how many maps further out it stands. */
  readonly outwards?: number;
  /** Without values any will do. */
  readonly values?: readonly string[];
}

/** By the end of the key's path. */
const NEEDS: ReadonlyMap<string, Need> = tableOf<Need>({
  'AuthorizationPolicy spec.provider': { key: 'action', values: ['CUSTOM'] },
  'PeerAuthentication spec.portLevelMtls': { key: 'selector' },
  'Sidecar egressProxy': { key: 'mode', values: ['ALLOW_ANY'] },
  'EnvoyFilter match.waypoint': { key: 'context', values: ['WAYPOINT'] },
  'EnvoyFilter match.cluster': { key: 'applyTo', outwards: 1, values: ['CLUSTER'] },
  'EnvoyFilter match.routeConfiguration': {
    key: 'applyTo',
    outwards: 1,
    values: ['HTTP_ROUTE', 'VIRTUAL_HOST', 'ROUTE_CONFIGURATION'],
  },
  'EnvoyFilter match.listener': {
    key: 'applyTo',
    outwards: 1,
    values: ['HTTP_FILTER', 'NETWORK_FILTER', 'LISTENER', 'FILTER_CHAIN', 'LISTENER_FILTER'],
  },
  'listeners[].tls': { key: 'protocol', values: ['HTTPS', 'TLS'] },
  'filters[].requestHeaderModifier': { key: 'type', values: ['RequestHeaderModifier'] },
  'filters[].responseHeaderModifier': { key: 'type', values: ['ResponseHeaderModifier'] },
  'filters[].requestMirror': { key: 'type', values: ['RequestMirror'] },
  'filters[].requestRedirect': { key: 'type', values: ['RequestRedirect'] },
  'filters[].urlRewrite': { key: 'type', values: ['URLRewrite'] },
  'filters[].extensionRef': { key: 'type', values: ['ExtensionRef'] },
  'filters[].cors': { key: 'type', values: ['CORS'] },
  'Sidecar ingress[].tls': { key: 'port.protocol', values: ['HTTPS', 'TLS'] },
});

/** What a field needs beside it, beyond what the schema says; `undefined` for most. */
export function needOf(field: SchemaField): Need | undefined {
  return entryFor(NEEDS, field);
}

/** Fields that Istio has and refuses all the same. */
const USELESS: ReadonlyMap<string, true> = tableOf<true>({
  'WorkloadGroup spec.probe.grpc, VirtualService fault.delay.exponentialDelay, VirtualService fault.abort.http2Error': true,
  'Sidecar tls.credentialName, Sidecar tls.credentialNames, Sidecar tls.tlsCertificates': true,
  'Sidecar tls.subjectAltNames, Sidecar tls.httpsRedirect': true,
  'Gateway servers[].port.targetPort, Sidecar ingress[].port.targetPort, Sidecar egress[].port.targetPort': true,
});

/** Whether Istio refuses a field wherever it stands, although its definition has it. */
export function isRefusedAlways(field: SchemaField): boolean {
  return entryFor(USELESS, field) ?? false;
}
