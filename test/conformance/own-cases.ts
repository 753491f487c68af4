/** Our own documents: for each thing that is refused one that is, and one that is just inside. */

export interface Pair {
  /** What is asked for. */
  readonly name: string;
  /** The rule that speaks of the refused one. */
  readonly rule: string;
  readonly refused: string;
  readonly accepted: string;
}

const VERSIONS: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'security.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  Deployment: 'apps/v1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  Gateway: 'networking.istio.io/v1',
  PeerAuthentication: 'security.istio.io/v1',
  RequestAuthentication: 'security.istio.io/v1',
  Service: 'v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  VirtualService: 'networking.istio.io/v1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
  WorkloadEntry: 'networking.istio.io/v1',
  WorkloadGroup: 'networking.istio.io/v1',
};

type KindOfCase = keyof typeof VERSIONS & string;

/** A resource whose `spec` is given in flow style. */
function resource(kind: KindOfCase, spec: string): string {
  return `apiVersion: ${VERSIONS[kind]}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
}

export function pair(name: string, rule: string, kind: KindOfCase, refused: string, accepted: string): Pair {
  return { name, rule: `schema/${rule}`, refused: resource(kind, refused), accepted: resource(kind, accepted) };
}

/** Two texts that differ at one place, which is marked by `@`. */
export function around(
  name: string,
  rule: string,
  kind: KindOfCase,
  spec: string,
  refused: string,
  accepted: string,
): Pair {
  return pair(
    name,
    rule,
    kind,
    spec.replace('@', () => refused),
    spec.replace('@', () => accepted),
  );
}

const LONG = 'a'.repeat(64);

export const STRUCTURE_CASES: readonly Pair[] = [
  pair(
    'a key that is misspelled',
    'unknown-field',
    'WorkloadEntry',
    '{address: a.com, locaity: us}',
    '{address: a.com, locality: us}',
  ),
  pair(
    'a key of another kind',
    'unknown-field',
    'ServiceEntry',
    '{hosts: [a.com], workloadSelector: {matchLabels: {a: b}}}',
    '{hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {a: b}}}',
  ),
  {
    name: 'a key at the top',
    rule: 'schema/unknown-top-field',
    refused: `${resource('WorkloadEntry', '{address: a.com}')}data: {}\n`,
    accepted: `${resource('WorkloadEntry', '{address: a.com}')}status: {}\n`,
  },
  around('a number in quotes', 'wrong-type', 'WorkloadEntry', '{address: a.com, weight: @}', '"1"', '1'),
  around(
    'a label that is a number',
    'wrong-type',
    'WorkloadEntry',
    '{address: a.com, labels: {version: @}}',
    '1',
    '"1"',
  ),
  around(
    'a label that is a boolean in YAML 1.1',
    'wrong-type',
    'WorkloadEntry',
    '{address: a.com, labels: {version: @}}',
    'yes',
    'yess',
  ),
  around(
    'a label that is an octal number',
    'wrong-type',
    'WorkloadEntry',
    '{address: a.com, labels: {version: @}}',
    '010',
    '"010"',
  ),
  around('an address in brackets', 'wrong-type', 'WorkloadEntry', '{address: @}', '[2001:db8::1]', '2001:db8::1'),
  around('text where a list is asked for', 'wrong-type', 'ServiceEntry', '{hosts: @}', 'a.com', '[a.com]'),
  around(
    'a number where a map is asked for',
    'wrong-type',
    'VirtualService',
    '{hosts: [a.com], http: [{route: [{destination: {host: a.com, port: @}}]}]}',
    '80',
    '{number: 80}',
  ),
  around('an item of nothing', 'wrong-type', 'ServiceEntry', '{hosts: [a.com, @]}', 'null', 'b.com'),
  around(
    'a number without end',
    'wrong-type',
    'EnvoyFilter',
    '{configPatches: [{applyTo: CLUSTER, patch: {operation: MERGE, value: {a: @}}}]}',
    '.inf',
    '1e3',
  ),
  around(
    'a number in an argument of a container',
    'wrong-type',
    'Deployment',
    '{selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, args: [@]}]}}}',
    '8080',
    '"8080"',
  ),
  around(
    'a field that must be there',
    'missing-field',
    'ServiceEntry',
    '{hosts: [a.com], ports: [{number: 80@}]}',
    '',
    ', name: http',
  ),
  {
    name: 'a spec that must be there',
    rule: 'schema/missing-field',
    refused: resource('WorkloadEntry', 'null'),
    accepted: resource('PeerAuthentication', 'null'),
  },
  around(
    'a value in another case',
    'unknown-value',
    'ServiceEntry',
    '{hosts: [a.com], resolution: @}',
    'Static',
    'DNS',
  ),
  around(
    'a percentage',
    'out-of-range',
    'DestinationRule',
    '{host: a, trafficPolicy: {retryBudget: {percent: @}}}',
    '101',
    '100',
  ),
  around(
    'a number of 32 bits',
    'out-of-range',
    'DestinationRule',
    '{host: a, trafficPolicy: {connectionPool: {http: {maxRetries: @}}}}',
    '2147483648',
    '2147483647',
  ),
  around(
    'a text of 63 characters',
    'wrong-length',
    'DestinationRule',
    '{host: a, workloadSelector: {matchLabels: {app: @}}}',
    LONG,
    LONG.slice(1),
  ),
  around(
    'a text that must not be empty',
    'wrong-length',
    'RequestAuthentication',
    '{jwtRules: [{issuer: a, fromHeaders: [{name: "@"}]}]}',
    '',
    'b',
  ),
  around('a list of one at least', 'wrong-count', 'ServiceEntry', '{hosts: [@]}', '', 'a.com'),
  around(
    'a list of 16 at most',
    'wrong-count',
    'Telemetry',
    '{targetRefs: [@{kind: Service, name: a}]}',
    '{kind: Service, name: a}, '.repeat(16),
    '{kind: Service, name: a}, '.repeat(15),
  ),
  around(
    'base64 that is filled up',
    'wrong-form',
    'VirtualService',
    '{hosts: [a.com], http: [{directResponse: {status: 200, body: {bytes: @}}}]}',
    'YQ',
    'YQ==',
  ),
  around('a checksum', 'wrong-form', 'WasmPlugin', '{url: oci://a.com/b, sha256: @}', 'abc', 'a'.repeat(64)),
  around(
    'items told apart by name',
    'repeated-item',
    'ServiceEntry',
    '{hosts: [a.com], ports: [{number: 80, name: a}, {number: 81, name: @}]}',
    'a',
    'b',
  ),
  around(
    'one match of three',
    'exclusive-fields',
    'VirtualService',
    '{hosts: [a.com], http: [{match: [{uri: {exact: /a@}}], route: [{destination: {host: a.com}}]}]}',
    ', prefix: /',
    '',
  ),
  around(
    'a second group of the same map',
    'exclusive-fields',
    'DestinationRule',
    '{host: a, trafficPolicy: {loadBalancer: {consistentHash: {useSourceIp: true, maglev: {tableSize: 65537}@}}}}',
    ', ringHash: {}',
    '',
  ),
  {
    name: 'a version that is served',
    rule: 'schema/unserved-version',
    refused: resource('WorkloadEntry', '{address: a.com}').replace('/v1', '/v1alpha1'),
    accepted: resource('WorkloadEntry', '{address: a.com}').replace('/v1', '/v1alpha3'),
  },
  {
    name: 'a name',
    rule: 'schema/metadata-name',
    refused: resource('WorkloadEntry', '{address: a.com}').replace('name: a', 'name: a_b'),
    accepted: resource('WorkloadEntry', '{address: a.com}').replace('name: a', 'name: a.b'),
  },
  {
    name: 'a name of 253 characters',
    rule: 'schema/metadata-name',
    refused: resource('WorkloadEntry', '{address: a.com}').replace('name: a', `name: ${'a'.repeat(254)}`),
    accepted: resource('WorkloadEntry', '{address: a.com}').replace('name: a', `name: ${'a'.repeat(253)}`),
  },
  {
    name: 'a name at all',
    rule: 'schema/missing-field',
    refused: resource('WorkloadEntry', '{address: a.com}').replace('name: a', 'labels: {a: b}'),
    accepted: resource('WorkloadEntry', '{address: a.com}').replace('name: a', 'generateName: a-'),
  },
  {
    name: 'the value of a label',
    rule: 'schema/metadata-label',
    refused: resource('WorkloadEntry', '{address: a.com}').replace('name: a', `name: a, labels: {a: ${LONG}}`),
    accepted: resource('WorkloadEntry', '{address: a.com}').replace(
      'name: a',
      `name: a, labels: {a: ${LONG.slice(1)}}`,
    ),
  },
  {
    name: 'the key of an annotation',
    rule: 'schema/metadata-label',
    refused: resource('WorkloadEntry', '{address: a.com}').replace('name: a', 'name: a, annotations: {a b: c}'),
    accepted: resource('WorkloadEntry', '{address: a.com}').replace('name: a', 'name: a, annotations: {EX.com/b: c d}'),
  },
  {
    name: 'a port of a Service',
    rule: 'schema/out-of-range',
    refused: resource('Service', '{selector: {app: a}, ports: [{port: 70000}]}'),
    accepted: resource('Service', '{selector: {app: a}, ports: [{port: 7000, other: 1}]}'),
  },
];
