/** Values that people write into fields whose values are free: durations, ports, protocols, numbers, texts of a known form. */
import type { SchemaField } from '../schema/schema-store.ts';
import { entryFor, tableOf } from './by-path.ts';
import type { SketchScalar } from './sketch.ts';

const PROTOCOLS = ['HTTP', 'HTTPS', 'HTTP2', 'GRPC', 'GRPC-WEB', 'TCP', 'TLS', 'MONGO', 'MYSQL', 'REDIS'];
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const PORTS = [80, 443, 8080, 8443, 9080, 9090, 3000, 5000, 8000, 3306, 5432, 6379, 27017, 9092, 5672, 22];
const SERVICE_PORT_NAMES = ['http', 'https', 'http2', 'grpc', 'grpc-web', 'tcp', 'tls', 'mongo', 'mysql', 'redis'];
const SECONDS = ['1s', '2s', '5s', '10s', '15s', '30s', '1m'];
const TOPOLOGY = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone', 'topology.istio.io/subzone'];

/** The likeliest first: the first is what a skeleton begins with. Of fixed values those named here go before the others. */
const TYPICAL = tableOf<readonly SketchScalar[]>({
  // Fixed values
  'ServiceEntry spec.location': ['MESH_INTERNAL', 'MESH_EXTERNAL'],
  'ServiceEntry spec.resolution': ['STATIC', 'DNS', 'NONE'],
  'servers[].tls.mode, ingress[].tls.mode': ['SIMPLE', 'MUTUAL', 'PASSTHROUGH'],
  'trafficPolicy.tls.mode, portLevelSettings[].tls.mode': ['ISTIO_MUTUAL', 'SIMPLE', 'MUTUAL', 'DISABLE'],
  'loadBalancer.simple': ['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM', 'PASSTHROUGH'],
  'mtls.mode, portLevelMtls.*.mode': ['STRICT', 'PERMISSIVE', 'DISABLE'],
  'minProtocolVersion, maxProtocolVersion': ['TLSV1_2', 'TLSV1_3'],
  h2UpgradePolicy: ['UPGRADE', 'DO_NOT_UPGRADE', 'DEFAULT'],
  'configPatches[].applyTo': ['HTTP_FILTER', 'NETWORK_FILTER', 'LISTENER', 'CLUSTER', 'HTTP_ROUTE', 'VIRTUAL_HOST'],
  'match.context': ['SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY', 'ANY'],
  'patch.operation': ['MERGE', 'INSERT_BEFORE', 'INSERT_FIRST', 'INSERT_AFTER', 'ADD', 'REPLACE', 'REMOVE'],
  'overrides[].match.metric': ['REQUEST_COUNT', 'REQUEST_DURATION', 'ALL_METRICS'],
  // Durations
  'http[].timeout': ['5s', '1s', '2s', '3s', '10s', '15s', '30s', '60s'],
  perTryTimeout: ['2s', '500ms', '1s', '5s', '10s'],
  backoff: ['25ms', '50ms', '100ms', '250ms', '1s'],
  fixedDelay: ['5s', '100ms', '500ms', '1s', '2s', '7s'],
  exponentialDelay: ['100ms', '1s', '5s'],
  maxAge: ['24h', '10m', '1h', '12h'],
  connectTimeout: ['10s', '1s', '2s', '5s', '30s'],
  'outlierDetection.interval': ['10s', '1s', '5s', '30s', '1m', '5m'],
  baseEjectionTime: ['30s', '10s', '1m', '3m', '5m', '15m'],
  idleTimeout: ['1h', '30s', '1m', '5m', '15m', '30m'],
  maxConnectionDuration: ['1h', '10m', '30m', '24h'],
  'tcpKeepalive.time': ['7200s', '60s', '300s', '600s'],
  'tcpKeepalive.interval': ['75s', '10s', '30s', '60s'],
  'http2KeepAlive.interval': ['30s', '10s', '60s'],
  'http2KeepAlive.timeout': ['10s', '5s', '20s'],
  'warmup.duration, warmupDurationSecs': ['30s', '10s', '1m', '2m', '5m'],
  ttl: ['0s', '10m', '1h', '24h'],
  budgetInterval: ['10s', '1s', '5s', '30s'],
  reportingInterval: ['5s', '10s', '30s', '1m'],
  'jwtRules[].timeout': ['5s', '1s', '2s', '10s'],
  // Ports
  'ports[].number, port.number, ports[].port, ports[].containerPort, match[].port, match[].port.number, redirect.port':
    PORTS,
  'ports[].targetPort': [8080, 80, 8443, 443, 9080, 3000, 5000, 8000, 9090],
  'httpGet.port': [8080, 80, 8000, 9090, 15021],
  'tcpSocket.port, grpc.port': [8080, 9090, 3306, 5432, 6379],
  'tunnel.targetPort': [443, 80, 8080],
  portNumber: [80, 443, 8080, 8443, 9080, 15006, 15001],
  destinationPort: [80, 443, 8080, 8443, 9080],
  'endpoints[].ports.*, WorkloadEntry spec.ports.*, template.ports.*': [8080, 80, 443, 8443, 9080, 9090, 3306, 5432],
  'operation.ports[], operation.notPorts[]': ['8080', '80', '443', '8443', '9080', '9090'],
  'TrafficExtension match[].ports[].number, WasmPlugin match[].ports[].number': [8080, 80, 443, 9080],
  // Protocols and names of ports
  'ports[].protocol, port.protocol': PROTOCOLS,
  'ports[].name, port.name': SERVICE_PORT_NAMES,
  'Service ports[].protocol, containers[].ports[].protocol': ['TCP', 'UDP', 'SCTP'],
  appProtocol: [
    'http',
    'https',
    'http2',
    'grpc',
    'tcp',
    'tls',
    'kubernetes.io/h2c',
    'kubernetes.io/ws',
    'mongo',
    'redis',
  ],
  'listeners[].protocol': ['HTTP', 'HTTPS', 'TLS', 'TCP', 'HBONE'],
  'tunnel.protocol': ['CONNECT', 'POST'],
  'httpGet.scheme': ['HTTP', 'HTTPS'],
  'redirect.scheme, scheme.exact': ['https', 'http'],
  // Requests
  'uri.prefix, path.prefix': ['/', '/api', '/api/', '/static', '/healthz'],
  'uri.exact': ['/', '/login', '/logout', '/healthz', '/index.html'],
  'uri.regex': ['/v[0-9]+/.*', '/.*[.](css|js|png)'],
  'rewrite.uri': ['/', '/v1', '/v2'],
  'uriRegexRewrite.match': ['^/service/([^/]+)(/.*)$'],
  'uriRegexRewrite.rewrite': [String.raw`\2?instance=\1`],
  'redirect.uri': ['/', '/v2/'],
  'redirect.prefixRewrite': ['/', '/v2'],
  'redirect.redirectCode': [301, 302, 303, 307, 308],
  'method.exact': METHODS,
  'operation.methods[], operation.notMethods[]': METHODS,
  'allowMethods[]': METHODS,
  'allowHeaders[], exposeHeaders[]': ['authorization', 'content-type', 'x-request-id', 'x-requested-with', 'accept'],
  'allowOrigins[].exact, allowOrigin[]': ['https://example.com', 'http://localhost:3000', '*'],
  'allowOrigins[].regex': ['https://.*[.]example[.]com'],
  'operation.paths[], operation.notPaths[]': ['/*', '/api/*', '/healthz', '/metrics', '/admin/*'],
  'probe.httpGet.path, readinessProbe.httpGet.path, livenessProbe.httpGet.path': [
    '/',
    '/healthz',
    '/health',
    '/ready',
    '/healthz/ready',
  ],
  'directResponse.status': [503, 200, 204, 403, 404, 429, 500],
  'directResponse.body.string': ['unavailable'],
  'abort.httpStatus': [503, 400, 401, 403, 404, 429, 500, 502, 504],
  'abort.grpcStatus': [
    ...['UNAVAILABLE', 'INTERNAL', 'DEADLINE_EXCEEDED', 'UNAUTHENTICATED', 'PERMISSION_DENIED', 'NOT_FOUND'],
    ...['RESOURCE_EXHAUSTED', 'INVALID_ARGUMENT', 'ABORTED', 'CANCELLED', 'UNIMPLEMENTED', 'UNKNOWN'],
  ],
  'abort.percentage.value, delay.percentage.value': [10, 0.1, 1, 5, 25, 50, 100],
  'mirrorPercentage.value, mirrors[].percentage.value': [100, 1, 5, 10, 25, 50],
  'http[].route[].weight, tcp[].route[].weight, tls[].route[].weight': [100, 90, 80, 75, 50, 25, 20, 10, 5, 1, 0],
  'retries.attempts': [2, 1, 3, 5],
  retryOn: [
    ...['connect-failure,refused-stream,unavailable,cancelled', '5xx', 'gateway-error,connect-failure,refused-stream'],
    ...[
      'reset',
      'retriable-4xx',
      'retriable-status-codes',
      'gateway-error',
      '503',
      'cancelled,deadline-exceeded,unavailable',
    ],
  ],
  'when[].key': [
    ...[
      'request.headers[x-user]',
      'source.namespace',
      'source.principal',
      'source.ip',
      'remote.ip',
      'source.serviceAccount',
    ],
    ...['request.auth.principal', 'request.auth.audiences', 'request.auth.presenter', 'request.auth.claims[iss]'],
    ...['destination.ip', 'destination.port', 'connection.sni'],
  ],
  'when[].values[], when[].notValues[]': ['value'],
  'requestPrincipals[], notRequestPrincipals[]': ['*', 'https://issuer.example.com/*'],
  'ipBlocks[], notIpBlocks[], remoteIpBlocks[], notRemoteIpBlocks[]': [
    '10.0.0.0/8',
    '172.16.0.0/12',
    '192.168.0.0/16',
    '0.0.0.0/0',
  ],
  'trustDomains[], notTrustDomains[]': ['cluster.local'],
  // Traffic policies
  consecutive5xxErrors: [5, 1, 2, 3, 7, 10],
  consecutiveGatewayErrors: [5, 1, 2, 3, 10, 0],
  consecutiveLocalOriginFailures: [5, 1, 2, 3, 10],
  maxEjectionPercent: [10, 50, 100, 30],
  minHealthPercent: [0, 50, 30],
  maxConnections: [100, 1, 10, 50, 500, 1000],
  http1MaxPendingRequests: [100, 1, 10, 50, 1024],
  http2MaxRequests: [1000, 1, 100, 1024],
  maxRequestsPerConnection: [10, 1, 0, 100],
  maxRetries: [3, 1, 5, 10],
  maxConcurrentStreams: [100, 1000],
  'tcpKeepalive.probes': [9, 3, 5],
  'minimumRingSize, ringHash.minimumRingSize': [1024, 2048, 4096],
  tableSize: [65537, 2053, 131071],
  httpHeaderName: ['x-user', 'x-session-id', 'x-forwarded-for'],
  httpQueryParameterName: ['user', 'session'],
  'httpCookie.name': ['session', 'user'],
  'httpCookie.path': ['/'],
  'httpCookie.attributes[].name': ['SameSite', 'Secure', 'HttpOnly'],
  'warmup.minimumPercent': [10, 5, 20],
  'warmup.aggression': [1, 1.5, 2],
  minClusterSize: [6, 1, 3],
  'localityLbSetting.failoverPriority[]': [
    ...TOPOLOGY,
    'topology.istio.io/network',
    'topology.istio.io/cluster',
    'kubernetes.io/hostname',
    'version',
  ],
  'zoneAwareLbSetting.failoverPriority[]': [
    'topology.istio.io/network',
    'topology.istio.io/cluster',
    'kubernetes.io/hostname',
    'version',
  ],
  'distribute[].to.*': [100, 80, 70, 50, 30, 20],
  'retryBudget.percent': [20, 10, 50],
  minRetryConcurrency: [3, 5, 10],
  // Endpoints and workloads
  'WorkloadEntry spec.weight, endpoints[].weight, template.weight': [1, 2, 5, 10, 20, 50, 80, 100],
  'addresses[]': ['240.240.0.1', '10.96.0.100'],
  failureThreshold: [3, 1, 5],
  successThreshold: [1, 2, 3],
  periodSeconds: [10, 5, 15, 30],
  timeoutSeconds: [1, 2, 5],
  initialDelaySeconds: [5, 0, 10, 20, 30],
  'Deployment spec.replicas, StatefulSet spec.replicas, ReplicaSet spec.replicas': [1, 2, 3],
  // Gateways and sidecars
  bind: ['0.0.0.0', '127.0.0.1', '::'],
  'ingress[].defaultEndpoint': ['127.0.0.1:8080', '0.0.0.0:8080', 'unix:///var/run/app.sock'],
  'cipherSuites[]': [
    ...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-AES128-GCM-SHA256'],
    ...['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
  ],
  schedule: ['0 * * * *', '*/5 * * * *', '0 0 * * *', '@hourly', '@daily'],
  'Job template.spec.restartPolicy, CronJob template.spec.restartPolicy': ['Never', 'OnFailure'],
  'listeners[].port': [80, 443, 15008, 8080],
  'listeners[].name': ['http', 'https', 'mesh', 'tls'],
  'urlRewrite.path.type, requestRedirect.path.type': ['ReplacePrefixMatch', 'ReplaceFullPath'],
  replacePrefixMatch: ['/', '/v2'],
  replaceFullPath: ['/'],
  'matches[].path.type': ['PathPrefix', 'Exact', 'RegularExpression'],
  'matches[].path.value': ['/', '/api', '/healthz'],
  'backendRefs[].port': [80, 8080, 443, 9080],
  gatewayClassName: ['istio', 'istio-waypoint', 'istio-remote', 'istio-east-west'],
  // Policies and extensions
  'jwtRules[].issuer': ['https://issuer.example.com', 'https://accounts.google.com'],
  'jwtRules[].jwksUri': [
    'https://issuer.example.com/.well-known/jwks.json',
    'https://www.googleapis.com/oauth2/v3/certs',
  ],
  'jwtRules[].fromHeaders[].name': ['Authorization', 'x-jwt-assertion'],
  'jwtRules[].fromHeaders[].prefix': ['Bearer '],
  'jwtRules[].fromParams[]': ['access_token'],
  outputPayloadToHeader: ['x-jwt-payload'],
  'outputClaimToHeaders[].header': ['x-jwt-subject', 'x-jwt-email'],
  'outputClaimToHeaders[].claim': ['sub', 'email', 'groups', 'iss'],
  'targetRef.kind, targetRefs[].kind': ['Gateway', 'Service', 'ServiceEntry', 'GatewayClass'],
  'targetRef.group, targetRefs[].group': ['gateway.networking.k8s.io', '', 'networking.istio.io'],
  'metrics[].providers[].name': ['prometheus'],
  'accessLogging[].providers[].name': ['envoy', 'otel'],
  'tracing[].providers[].name': ['otel-tracing', 'zipkin', 'jaeger'],
  'accessLogging[].filter.expression': ['response.code >= 400', 'response.code >= 500', 'connection.mtls == false'],
  randomSamplingPercentage: [1, 0, 5, 10, 50, 100],
  'tagOverrides.*.value': ['request.host', 'request.method', 'request.url_path', 'node.metadata["CLUSTER_ID"]'],
  'image.imageType': ['default', 'debug', 'distroless'],
  'ProxyConfig spec.concurrency': [2, 0, 1, 4],
  'WasmPlugin spec.url, TrafficExtension spec.wasm.url': [
    'oci://registry.example.com/plugin:1.0',
    'https://example.com/plugin.wasm',
    'file:///opt/plugin.wasm',
  ],
  'EnvoyFilter spec.priority, WasmPlugin spec.priority, TrafficExtension spec.priority': [0, 10, -10],
  'filterChain.filter.name': ['envoy.filters.network.http_connection_manager', 'envoy.filters.network.tcp_proxy'],
  'subFilter.name': [
    'envoy.filters.http.router',
    'istio.stats',
    'envoy.filters.http.jwt_authn',
    'envoy.filters.http.rbac',
  ],
  'waypoint.filter.name': ['envoy.filters.network.http_connection_manager'],
  'exportTo[]': ['.', '*'],
});

/** What holds where a field is absent, as far as its documentation does not say it by its schema. */
const DEFAULTS = tableOf<SketchScalar>({
  'retries.attempts': 2,
  backoff: '25ms',
  connectTimeout: '10s',
  'outlierDetection.interval': '10s',
  baseEjectionTime: '30s',
  idleTimeout: '1h',
  consecutive5xxErrors: 5,
  maxEjectionPercent: 10,
  minHealthPercent: 0,
  tableSize: 65537,
  minClusterSize: 6,
  failureThreshold: 3,
  successThreshold: 1,
  periodSeconds: 10,
  timeoutSeconds: 1,
  'WorkloadEntry spec.weight, endpoints[].weight': 1,
  'httpGet.scheme': 'HTTP',
  'redirect.redirectCode': 301,
  'image.imageType': 'default',
  'tcpKeepalive.probes': 9,
  'tcpKeepalive.time': '7200s',
  'tcpKeepalive.interval': '75s',
  'mirrors[].percentage.value': 100,
});

/** What usually listens on a port. */
export const PORT_USES: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [80, 'HTTP'],
  [443, 'HTTPS'],
  [3306, 'MySQL'],
  [5432, 'PostgreSQL'],
  [5672, 'AMQP'],
  [6379, 'Redis'],
  [8080, 'HTTP'],
  [8443, 'HTTPS'],
  [9092, 'Kafka'],
  [27017, 'MongoDB'],
  [15021, 'Istio'],
]);

/** Values to offer for a field whose schema leaves them open; empty where none is more likely than another. */
export function typicalValues(field: SchemaField): readonly SketchScalar[] {
  const values = entryFor(TYPICAL, field);
  if (values) return values;
  return isDuration(field) ? SECONDS : [];
}

/** The value that holds where the field is absent; `undefined` where that is nobody's fixed value. */
export function defaultOf(field: SchemaField): SketchScalar | undefined {
  return field.node.default ?? entryFor(DEFAULTS, field);
}

function isDuration({ node, path }: SchemaField): boolean {
  return node.type === 'string' && /(?:timeout|interval|duration|delay|Time)$/i.test(path) && node.isConstrained;
}
