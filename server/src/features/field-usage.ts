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
const ALTERNATIVES: readonly (readonly string[])[] = [['route', 'redirect', 'directResponse', 'delegate']];

/** The keys of a map that exclude `name`, beyond what the schema says. `has` tells which keys the map may have. */
export function alternativesTo(name: string, has: (other: string) => boolean): readonly string[] {
  for (const group of ALTERNATIVES) if (group.includes(name) && group.every(has)) return group;
  return [];
}
