/**
 * One JSON schema for the kinds that the generator writes: fields, types and allowed values, written by hand and small.
 * It gives yaml-language-server less to do than the full schemas (`--crds`), so comparing with it favours the peer.
 */

const text = { type: 'string' };
const whole = { type: 'integer' };
const yesOrNo = { type: 'boolean' };
const portNumber = { type: 'integer', minimum: 1, maximum: 65535 };
const textOrWhole = { anyOf: [text, whole] };
const textMap = { type: 'object', additionalProperties: text };
const list = (items) => ({ type: 'array', items });
const choice = (...values) => ({ type: 'string', enum: values });
const object = (properties, required = []) => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...(required.length > 0 && { required }),
});

const metadata = object({ name: text, namespace: text, labels: textMap, annotations: textMap, generateName: text }, [
  'name',
]);
const selector = object({ labels: textMap });
const stringMatch = object({ exact: text, prefix: text, regex: text });

const workload = {
  address: text,
  labels: textMap,
  locality: text,
  network: text,
  ports: { type: 'object', additionalProperties: portNumber },
  serviceAccount: text,
  weight: whole,
};

const serviceEntry = object(
  {
    hosts: list(text),
    addresses: list(text),
    endpoints: list(object(workload)),
    exportTo: list(text),
    location: choice('MESH_EXTERNAL', 'MESH_INTERNAL'),
    ports: list(object({ number: portNumber, name: text, protocol: text, targetPort: portNumber }, ['number', 'name'])),
    resolution: choice('NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'),
    subjectAltNames: list(text),
    workloadSelector: selector,
  },
  ['hosts'],
);

const httpGet = object({ path: text, port: textOrWhole, scheme: text, host: text });
const probe = object({
  initialDelaySeconds: whole,
  timeoutSeconds: whole,
  periodSeconds: whole,
  successThreshold: whole,
  failureThreshold: whole,
  httpGet,
  tcpSocket: object({ host: text, port: textOrWhole }, ['port']),
  exec: object({ command: list(text) }),
});

const workloadGroup = object(
  { metadata: object({ labels: textMap, annotations: textMap }), template: object(workload), probe },
  ['template'],
);

const destination = object({ host: text, subset: text, port: object({ number: portNumber }) }, ['host']);
const routeDestination = object({ destination, weight: whole }, ['destination']);
const headerMatches = { type: 'object', additionalProperties: stringMatch };
const httpRoute = object({
  name: text,
  match: list(
    object({
      name: text,
      uri: stringMatch,
      scheme: stringMatch,
      method: stringMatch,
      authority: stringMatch,
      headers: headerMatches,
      queryParams: headerMatches,
      port: portNumber,
      sourceLabels: textMap,
      sourceNamespace: text,
      gateways: list(text),
      ignoreUriCase: yesOrNo,
    }),
  ),
  route: list(routeDestination),
  redirect: object({ uri: text, authority: text, scheme: text, port: portNumber, redirectCode: whole }),
  rewrite: object({ uri: text, authority: text }),
  timeout: text,
  retries: object({ attempts: whole, perTryTimeout: text, retryOn: text, retryRemoteLocalities: yesOrNo }),
  fault: object({ delay: object({ fixedDelay: text }), abort: object({ httpStatus: whole, grpcStatus: text }) }),
  mirror: destination,
});

const virtualService = object({
  hosts: list(text),
  gateways: list(text),
  exportTo: list(text),
  http: list(httpRoute),
  tls: list(object({ match: list(object({ sniHosts: list(text), port: portNumber })), route: list(routeDestination) })),
  tcp: list(object({ match: list(object({ port: portNumber })), route: list(routeDestination) })),
});

const trafficPolicy = object({
  loadBalancer: object({
    simple: choice('UNSPECIFIED', 'LEAST_CONN', 'RANDOM', 'PASSTHROUGH', 'ROUND_ROBIN', 'LEAST_REQUEST'),
    warmupDurationSecs: text,
    localityLbSetting: object({
      enabled: yesOrNo,
      failover: list(object({ from: text, to: text })),
      failoverPriority: list(text),
    }),
  }),
  connectionPool: object({
    tcp: object({ maxConnections: whole, connectTimeout: text, idleTimeout: text }),
    http: object({
      http1MaxPendingRequests: whole,
      http2MaxRequests: whole,
      maxRequestsPerConnection: whole,
      maxRetries: whole,
      idleTimeout: text,
      h2UpgradePolicy: choice('DEFAULT', 'DO_NOT_UPGRADE', 'UPGRADE'),
    }),
  }),
  outlierDetection: object({
    consecutive5xxErrors: whole,
    consecutiveGatewayErrors: whole,
    interval: text,
    baseEjectionTime: text,
    maxEjectionPercent: whole,
    minHealthPercent: whole,
  }),
  tls: object({
    mode: choice('DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL'),
    clientCertificate: text,
    privateKey: text,
    caCertificates: text,
    credentialName: text,
    subjectAltNames: list(text),
    sni: text,
  }),
});

const destinationRule = object(
  {
    host: text,
    exportTo: list(text),
    trafficPolicy,
    subsets: list(object({ name: text, labels: textMap, trafficPolicy }, ['name'])),
    workloadSelector: object({ matchLabels: textMap }),
  },
  ['host'],
);

const gateway = object({
  selector: textMap,
  servers: list(
    object(
      {
        name: text,
        bind: text,
        port: object({ number: portNumber, name: text, protocol: text, targetPort: portNumber }, [
          'number',
          'protocol',
          'name',
        ]),
        hosts: list(text),
        tls: object({
          httpsRedirect: yesOrNo,
          mode: choice('PASSTHROUGH', 'SIMPLE', 'MUTUAL', 'AUTO_PASSTHROUGH', 'ISTIO_MUTUAL', 'OPTIONAL_MUTUAL'),
          credentialName: text,
          serverCertificate: text,
          privateKey: text,
          caCertificates: text,
          minProtocolVersion: choice('TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'),
          maxProtocolVersion: choice('TLS_AUTO', 'TLSV1_0', 'TLSV1_1', 'TLSV1_2', 'TLSV1_3'),
        }),
      },
      ['port', 'hosts'],
    ),
  ),
});

const service = object({
  type: choice('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
  clusterIP: text,
  externalName: text,
  selector: textMap,
  ports: list(
    object({
      name: text,
      port: portNumber,
      targetPort: textOrWhole,
      nodePort: whole,
      protocol: choice('TCP', 'UDP', 'SCTP'),
      appProtocol: text,
    }),
  ),
});

const quantities = { type: 'object', additionalProperties: { anyOf: [text, { type: 'number' }] } };
const container = object(
  {
    name: text,
    image: text,
    imagePullPolicy: choice('Always', 'Never', 'IfNotPresent'),
    command: list(text),
    args: list(text),
    ports: list(
      object({ name: text, containerPort: portNumber, hostPort: portNumber, protocol: choice('TCP', 'UDP', 'SCTP') }),
    ),
    env: list(object({ name: text, value: text, valueFrom: { type: 'object' } }, ['name'])),
    resources: object({ requests: quantities, limits: quantities }),
    readinessProbe: probe,
    livenessProbe: probe,
    startupProbe: probe,
    volumeMounts: list({ type: 'object' }),
    securityContext: { type: 'object' },
  },
  ['name'],
);
const podSpec = object({
  serviceAccountName: text,
  containers: list(container),
  initContainers: list(container),
  volumes: list({ type: 'object' }),
  nodeSelector: textMap,
  restartPolicy: choice('Always', 'OnFailure', 'Never'),
});
const deployment = object(
  {
    replicas: whole,
    minReadySeconds: whole,
    revisionHistoryLimit: whole,
    selector: object({ matchLabels: textMap, matchExpressions: list({ type: 'object' }) }),
    strategy: object({ type: choice('Recreate', 'RollingUpdate'), rollingUpdate: { type: 'object' } }),
    template: object({ metadata: object({ name: text, labels: textMap, annotations: textMap }), spec: podSpec }),
  },
  ['selector', 'template'],
);

const NETWORKING = ['v1', 'v1beta1', 'v1alpha3'].map((version) => `networking.istio.io/${version}`);

/** The `spec` of each kind, with the API versions it is served under. */
const istioKinds = [
  { kind: 'ServiceEntry', apiVersions: NETWORKING, spec: serviceEntry },
  { kind: 'WorkloadEntry', apiVersions: NETWORKING, spec: object(workload) },
  { kind: 'WorkloadGroup', apiVersions: NETWORKING, spec: workloadGroup },
  { kind: 'VirtualService', apiVersions: NETWORKING, spec: virtualService },
  { kind: 'DestinationRule', apiVersions: NETWORKING, spec: destinationRule },
  { kind: 'Gateway', apiVersions: NETWORKING, spec: gateway },
];
export const KUBERNETES_KINDS = [
  { kind: 'Service', apiVersions: ['v1'], spec: service },
  { kind: 'Deployment', apiVersions: ['apps/v1'], spec: deployment },
];

/**
 * One schema that picks the right one for each document by its `apiVersion` and `kind`.
 * @param {readonly { kind: string, apiVersions: readonly string[], spec: object }[]} kinds
 */
export function combineSchemas(kinds) {
  const unique = (values) => [...new Set(values)];
  const definitions = {};
  const rules = kinds.flatMap(({ kind, apiVersions, spec }) =>
    apiVersions.map((apiVersion) => {
      const name = `${apiVersion}/${kind}`.replaceAll('/', '_');
      definitions[name] = { type: 'object', properties: { spec } };
      return {
        if: {
          required: ['apiVersion', 'kind'],
          properties: { apiVersion: { const: apiVersion }, kind: { const: kind } },
        },
        // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's.
        then: { $ref: `#/definitions/${name}` },
      };
    }),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata'],
    properties: {
      apiVersion: { type: 'string', enum: unique(kinds.flatMap((entry) => entry.apiVersions)) },
      kind: { type: 'string', enum: unique(kinds.map((entry) => entry.kind)) },
      metadata,
      spec: { type: 'object' },
    },
    allOf: rules,
    definitions,
  };
}

/** The schema of all kinds that the generator writes. */
export function compactSchema() {
  return combineSchemas([...istioKinds, ...KUBERNETES_KINDS]);
}
