/**
 * A seeded generator of the Istio configuration that the benchmark works on: valid, realistic in size and mixture, and
 * with every reference resolved. The same arguments give the same text, on every machine.
 *
 * Documents come in groups of ten, one group an application:
 * - traffic: Gateway, VirtualService, DestinationRule, ServiceEntry with a selector, ServiceEntry for an outside API
 * - workloads: Service, Deployment, two WorkloadEntries, WorkloadGroup
 */

export const DOCUMENTS_IN_GROUP = 10;

const NOUNS = ['parcel', 'depot', 'invoice', 'tariff', 'driver', 'customs', 'label', 'claims', 'tracking', 'returns'];
const ROLES = ['api', 'web', 'worker', 'store', 'gateway', 'planner', 'reports'];
const API_VERSIONS = ['v1', 'v1', 'v1', 'v1beta1', 'v1alpha3'];
const LOCALITIES = [
  'eu-west/eu-west-a/row-1',
  'eu-west/eu-west-b/row-7',
  'us-east/us-east-a/row-2',
  'ap-south/ap-south-c',
];
const NETWORKS = ['dc-north', 'dc-south', 'cloud-eu', 'cloud-us'];
const BALANCERS = ['ROUND_ROBIN', 'LEAST_REQUEST', 'RANDOM'];
const PORTS = [8080, 8081, 8443, 9000];
const NAMESPACES = 16;

/**
 * A small generator of pseudo-random numbers (xorshift), enough to vary values.
 * @param {number} seed
 */
function randomFrom(seed) {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
  for (let warmUp = 0; warmUp < 4; warmUp++) next();
  return {
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (probability) => next() < probability,
  };
}

const namespaceOf = (number) => `area-${String(number % NAMESPACES).padStart(2, '0')}`;
const nameOf = (number) => `${NOUNS[number % NOUNS.length]}-${ROLES[number % ROLES.length]}-${number}`;

const addressOf = (number) => `240.${(number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}`;

/**
 * What is the same for all documents of one application.
 * @param {number} number
 * @param {{ seed?: number, anchors?: boolean }} options
 */
function application(number, { seed = 1, anchors = false }) {
  const random = randomFrom(seed * 7_368_787 + number);
  const name = nameOf(number);
  const namespace = namespaceOf(number);
  const ticket = random.chance(0.3) ? `    platform.example/ticket: 'CHG-${random.between(1000, 9999)}'\n` : '';
  return {
    number,
    random,
    name,
    namespace,
    host: `${name}.${namespace}.corp.example`,
    port: random.pick(PORTS),
    istio: () => `networking.istio.io/${random.pick(API_VERSIONS)}`,
    head: (apiVersion, kind, objectName) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n` +
      `  name: ${anchors ? '&self ' : ''}${objectName}\n  namespace: ${namespace}\n` +
      `  labels:\n    app.kubernetes.io/part-of: ${anchors ? '*self' : name}\n    platform.example/area: "${namespace}"\n` +
      (ticket && `  annotations:\n${ticket}`),
  };
}

function gateway({ random, name, namespace, host, head, istio }) {
  return `${head(istio(), 'Gateway', `${name}-edge`)}spec:
  selector:
    istio: ingressgateway
  servers:
  - port:
      number: 443
      name: https-edge
      protocol: HTTPS
    hosts:
    - ${host}
    - "*.${namespace}.public.example"
    tls:
      mode: ${random.pick(['SIMPLE', 'SIMPLE', 'MUTUAL'])}
      credentialName: ${name}-certificate
      minProtocolVersion: TLSV1_2
  - port:
      number: 80
      name: http-edge
      protocol: HTTP
    hosts: [${host}]
    tls:
      httpsRedirect: true
`;
}

function virtualService({ random, name, host, port, head, istio }) {
  const share = random.between(50, 95);
  return `${head(istio(), 'VirtualService', `${name}-routes`)}spec:
  hosts:
  - ${host}
  gateways:
  - ${name}-edge
  - mesh
  http:
  # Testers reach the new version by a header.
  - name: testers
    match:
    - headers:
        x-tester:
          exact: "yes"
      uri:
        prefix: /${name}
    route:
    - destination:
        host: ${host}
        subset: blue
        port:
          number: ${port}
  - name: everyone
    timeout: ${random.between(2, 20)}s
    retries:
      attempts: ${random.between(1, 4)}
      perTryTimeout: 1500ms
      retryOn: connect-failure,refused-stream,gateway-error
    route:
    - destination:
        host: ${host}
        subset: green
        port:
          number: ${port}
      weight: ${share}
    - destination:
        host: ${host}
        subset: blue
        port:
          number: ${port}
      weight: ${100 - share}
`;
}

function destinationRule({ random, name, host, head, istio }) {
  return `${head(istio(), 'DestinationRule', `${name}-policy`)}spec:
  host: ${host}
  trafficPolicy:
    loadBalancer:
      simple: ${random.pick(BALANCERS)}
    connectionPool:
      tcp:
        maxConnections: ${random.between(20, 400)}
        connectTimeout: 2s
      http:
        http2MaxRequests: ${random.between(100, 900)}
        maxRequestsPerConnection: ${random.between(10, 90)}
    outlierDetection:
      consecutive5xxErrors: ${random.between(3, 8)}
      interval: 20s
      baseEjectionTime: 45s
      maxEjectionPercent: 40
    tls:
      mode: ISTIO_MUTUAL
  subsets:
  - name: green
    labels:
      version: green
  - name: blue
    labels:
      version: blue
    trafficPolicy:
      loadBalancer:
        simple: LEAST_REQUEST
`;
}

function serviceEntry({ number, name, host, port, head, istio }) {
  return `${head(istio(), 'ServiceEntry', name)}spec:
  hosts:
  - ${host}
  addresses:
  - ${addressOf(number)}
  location: MESH_INTERNAL
  resolution: STATIC
  ports:
  - number: ${port}
    name: http-app
    protocol: HTTP
    targetPort: ${port}
  - number: 9100
    name: tcp-metrics
    protocol: TCP
  exportTo:
  - "."
  workloadSelector:
    labels:
      app: ${name}
`;
}

function outsideServiceEntry({ random, number, name, head, istio }) {
  return `# Called by ${name} only.
${head(istio(), 'ServiceEntry', `${name}-partner`)}spec:
  hosts: [partner-${number}.outside.example]
  location: MESH_EXTERNAL
  resolution: DNS
  ports:
  - number: 443
    name: tls-partner
    protocol: ${random.pick(['TLS', 'HTTPS'])}
  exportTo: [".", istio-system]
`;
}

function service({ name, port, head }) {
  return `${head('v1', 'Service', name)}spec:
  type: ClusterIP
  selector:
    app: ${name}
  ports:
  - name: http-app
    port: ${port}
    targetPort: ${port}
    protocol: TCP
  - name: tcp-metrics
    port: 9100
    targetPort: 9100
    protocol: TCP
`;
}

function deployment({ random, name, namespace, host, port, head }) {
  return `${head('apps/v1', 'Deployment', `${name}-green`)}spec:
  replicas: ${random.between(2, 5)}
  selector:
    matchLabels:
      app: ${name}
      version: green
  template:
    metadata:
      labels:
        app: ${name}
        version: green
      annotations:
        sidecar.istio.io/inject: "true"
        proxy.istio.io/config: |
          holdApplicationUntilProxyStarts: true
          drainDuration: ${random.between(5, 40)}s
    spec:
      serviceAccountName: ${name}
      containers:
      - name: app
        image: images.example/${namespace}/${name}:${random.between(1, 9)}.${random.between(0, 30)}
        imagePullPolicy: IfNotPresent
        ports:
        - containerPort: ${port}
          name: http-app
        env:
        - name: LOG_LEVEL
          value: ${random.pick(['info', 'debug', 'warn'])}
        - name: PUBLIC_URL
          value: https://${host}/
        resources:
          requests: { cpu: ${random.between(50, 400)}m, memory: ${random.between(64, 512)}Mi }
          limits: { cpu: "1", memory: 1Gi }
        readinessProbe:
          httpGet:
            path: /ready
            port: ${port}
          periodSeconds: 5
`;
}

function workloadEntry({ random, name, port, head, istio }, version) {
  return `${head(istio(), 'WorkloadEntry', `${name}-vm-${version}`)}spec:
  address: 10.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(1, 254)}
  labels:
    app: ${name}
    version: ${version}
  serviceAccount: ${name}
  network: ${random.pick(NETWORKS)}
  locality: ${random.pick(LOCALITIES)}
  weight: ${random.between(1, 100)}
  ports:
    http-app: ${port}
    tcp-metrics: 9100
`;
}

function workloadGroup({ random, name, port, head, istio }) {
  return `${head(istio(), 'WorkloadGroup', `${name}-vms`)}spec:
  metadata:
    labels:
      app: ${name}
      version: green
  template:
    ports:
      http-app: ${port}
      tcp-metrics: 9100
    serviceAccount: ${name}
    network: ${random.pick(NETWORKS)}
    locality: ${random.pick(LOCALITIES)}
  probe:
    initialDelaySeconds: 4
    timeoutSeconds: 2
    periodSeconds: 5
    successThreshold: 1
    failureThreshold: 3
    httpGet:
      path: /ready
      port: ${port}
      scheme: HTTP
`;
}

const trafficOf = (app) =>
  [gateway, virtualService, destinationRule, serviceEntry, outsideServiceEntry].map((make) => make(app));
const workloadsOf = (app) => [
  service(app),
  deployment(app),
  workloadEntry(app, 'green'),
  workloadEntry(app, 'blue'),
  workloadGroup(app),
];

/**
 * The hosts of `count` documents whose endpoints a selector picks, each with its first port and its address.
 * @param {number} count A multiple of ten.
 * @param {GeneratorOptions} [options]
 * @returns {{ name: string, namespace: string, host: string, port: number, address: string }[]}
 */
export function hostsOf(count, options = {}) {
  return applications(count, options).map(({ name, namespace, host, port, number }) => ({
    name,
    namespace,
    host,
    port,
    address: addressOf(number),
  }));
}

/**
 * @typedef {object} GeneratorOptions
 * @property {number} [seed] Other seeds give other values, not other names.
 * @property {number} [first] Number of the first application; files with different applications share no names.
 * @property {boolean} [anchors] Whether each document has an anchor and an alias, which rules out simple parsers.
 */

/**
 * The applications of `count` documents.
 * @param {number} count A multiple of ten.
 * @param {GeneratorOptions} options
 */
function applications(count, options) {
  if (count % DOCUMENTS_IN_GROUP !== 0) throw new RangeError(`${count} is no multiple of ${DOCUMENTS_IN_GROUP}`);
  const first = options.first ?? 0;
  return Array.from({ length: count / DOCUMENTS_IN_GROUP }, (_, index) => application(first + index, options));
}

/**
 * The text of one file of `count` documents.
 * @param {number} count A multiple of ten.
 * @param {GeneratorOptions} [options]
 */
export function generateFile(count, options = {}) {
  return applications(count, options)
    .flatMap((app) => [...trafficOf(app), ...workloadsOf(app)])
    .join('---\n');
}

/**
 * A folder of `count` documents in files of five, two files an application, so that selectors reach across files.
 * @param {number} count A multiple of ten.
 * @param {GeneratorOptions} [options]
 * @returns {{ path: string, text: string }[]} Paths are relative, with slashes.
 */
export function generateWorkspace(count, options = {}) {
  return applications(count, options).flatMap((app) => [
    { path: `${app.namespace}/${app.name}/traffic.yaml`, text: trafficOf(app).join('---\n') },
    { path: `${app.namespace}/${app.name}/workloads.yaml`, text: workloadsOf(app).join('---\n') },
  ]);
}
