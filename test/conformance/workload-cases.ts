/** WorkloadEntries, ServiceEntries, WorkloadGroups and what all kinds share: for each thing that istiod refuses one that is, and one that is just inside. */
import type { Pair } from './own-cases.ts';

const KINDS: Readonly<Record<string, string>> = {
  'service-entry': 'ServiceEntry',
  'workload-entry': 'WorkloadEntry',
  'workload-group': 'WorkloadGroup',
};

function resource(kind: string, spec: string, metadata = 'name: a'): string {
  const group = kind === 'AuthorizationPolicy' ? 'security.istio.io' : 'networking.istio.io';
  return `apiVersion: ${group}/v1\nkind: ${kind}\nmetadata: {${metadata}}\nspec: ${spec}\n`;
}

/** Two texts that differ at one place, which is marked by `@`; the kind is that of the rule unless it is given. */
function around(name: string, rule: string, spec: string, refused: string, accepted: string, kind?: string): Pair {
  const written = kind ?? KINDS[rule.split('/')[0] ?? ''] ?? 'ServiceEntry';
  const withText = (text: string) =>
    resource(
      written,
      spec.replace('@', () => text),
    );
  return { name, rule, refused: withText(refused), accepted: withText(accepted) };
}

const LABEL = 'a'.repeat(63);
const HTTP = '{number: 80, name: http, protocol: HTTP}';

export const ENDPOINT_CASES: readonly Pair[] = [
  around('an address that is filled', 'workload-entry/address-missing', '{address: "@"}', '', 'a'),
  around('a network that is filled', 'workload-entry/address-missing', '{address: "", network: "@"}', '', 'vm'),
  around('a number of an address', 'workload-entry/address-format', '{address: @}', '10.0.0.256', '10.0.0.255'),
  around('an address without its range', 'workload-entry/address-format', '{address: 10.0.0.0@}', '/32', ''),
  around('an address without its port', 'workload-entry/address-format', '{address: "::1@"}', ']:80', ''),
  around('an address without a scheme', 'workload-entry/address-format', '{address: @a.com}', 'http://', ''),
  around('a host name of letters', 'workload-entry/address-format', '{address: a@b}', '_', '-'),
  around('a host name of 63 letters', 'workload-entry/address-format', '{address: @}', `${LABEL}a`, LABEL),
  around('a host name that ends in a number', 'workload-entry/address-format', '{address: a.@}', '0', '0x0'),
  around('the key of a label', 'workload-entry/label-invalid', '{address: a, labels: {"@": b}}', 'a b', 'a_b'),
  around('the length of a key', 'workload-entry/label-invalid', '{address: a, labels: {@: b}}', `${LABEL}a`, LABEL),
  around('the value of a label', 'workload-entry/label-invalid', '{address: a, labels: {a: "@"}}', '*', ''),
  around(
    'the label of an endpoint',
    'workload-entry/label-invalid',
    '{hosts: [a.com], resolution: DNS, endpoints: [{address: b.com, labels: {a: "b@c"}}]}',
    ' ',
    '.',
    'ServiceEntry',
  ),
];

export const WORKLOAD_GROUP_CASES: readonly Pair[] = [
  around('a label', 'workload-group/label-invalid', '{template: {}, metadata: {labels: {a: "@"}}}', 'a,b', 'a.b'),
  around('a way to ask', 'workload-group/probe-no-method', '{template: {}, probe: {@}}', '', 'tcpSocket: {port: 80}'),
  around(
    'a way that is known',
    'workload-group/probe-grpc',
    '{template: {}, probe: {@: {port: 80}}}',
    'grpc',
    'tcpSocket',
  ),
  around(
    'the name of a header',
    'workload-group/probe-header-name',
    '{template: {}, probe: {httpGet: {port: 80, httpHeaders: [{name: x@a}]}}}',
    '_',
    '-',
  ),
  around(
    'a header with a name',
    'workload-group/probe-header-name',
    '{template: {}, probe: {httpGet: {port: 80, httpHeaders: [{value: b@}]}}}',
    '',
    ', name: a',
  ),
  around('a command', 'workload-group/probe-no-command', '{template: {}, probe: {exec: {command: [@]}}}', '', 'a'),
];

export const SERVICE_ENTRY_CASES: readonly Pair[] = [
  around('a host without a port', 'service-entry/host-format', '{hosts: ["a.com@"]}', ':80', ''),
  around('a host that is no address', 'service-entry/host-format', '{hosts: [1.2.3.@]}', '4', '4a'),
  around(
    'a wildcard in front',
    'service-entry/host-format',
    '{hosts: ["@"], addresses: [10.0.0.1]}',
    'a.*.com',
    '*.com',
  ),
  around('a dot at the end', 'service-entry/host-format', '{hosts: ["a@"]}', '..', '.'),
  around(
    'an address of the service',
    'service-entry/address-format',
    '{hosts: [a.com], addresses: [@]}',
    'b.com',
    '10.0.0.1',
  ),
  around(
    'a prefix of an address',
    'service-entry/address-format',
    '{hosts: [a.com], addresses: [10.0.0.0/@]}',
    '33',
    '32',
  ),
  around(
    'the name of a port',
    'service-entry/port-name',
    '{hosts: [a.com], ports: [{number: 80, name: a@b}]}',
    '.',
    '-',
  ),
  around(
    'the length of a name',
    'service-entry/port-name',
    '{hosts: [a.com], ports: [{number: 80, name: @}]}',
    `${LABEL}a`,
    LABEL,
  ),
  around(
    'a protocol',
    'service-entry/unknown-protocol',
    '{hosts: [a.com], ports: [{number: 80, name: a, protocol: @}]}',
    'http1',
    'hTTp',
  ),
  around(
    'an endpoint by its address',
    'service-entry/static-endpoint-address',
    '{hosts: [a.com], resolution: STATIC, endpoints: [{address: @}]}',
    'b.com',
    '10.0.0.1',
  ),
  around(
    'an endpoint that is looked up',
    'service-entry/dns-endpoint-address',
    '{hosts: [a.com], resolution: DNS, endpoints: [{address: @}]}',
    'unix:///a',
    'b',
  ),
  around(
    'an endpoint that is looked up and has no address',
    'service-entry/dns-endpoint-address',
    '{hosts: [a.com], resolution: DNS, endpoints: [{network: vm@}]}',
    '',
    ', address: b',
  ),
  around(
    'a port of an endpoint',
    'service-entry/endpoint-port-undeclared',
    `{hosts: [a.com], resolution: STATIC, ports: [${HTTP}], endpoints: [{address: 10.0.0.1, ports: {@: 80}}]}`,
    'HTTP',
    'http',
  ),
  around(
    'a socket for one port',
    'service-entry/socket-needs-one-port',
    '{hosts: [a.com], resolution: STATIC, ports: [@], endpoints: [{address: unix:///a}]}',
    '',
    HTTP,
  ),
  around(
    'a name that is looked up',
    'service-entry/dns-wildcard-host',
    '{hosts: ["@a.com"], resolution: DNS}',
    '*.',
    'b.',
  ),
  around(
    'a wildcard with endpoints',
    'service-entry/dns-wildcard-host',
    '{hosts: ["*.a.com"], resolution: DNS, endpoints: [@]}',
    '',
    '{address: b.com}',
  ),
  around(
    'hosts that share a port',
    'service-entry/several-hosts-tcp',
    '{hosts: [a.com, b.com], resolution: DNS, ports: [{number: 80, name: a, protocol: @}]}',
    'MONGO',
    'TLS',
  ),
  around(
    'hosts that are not looked at',
    'service-entry/several-hosts-tcp',
    '{hosts: [a.com, b.com], resolution: @, ports: [{number: 80, name: a}]}',
    'STATIC',
    'NONE',
  ),
  around(
    'a wildcard for any name',
    'service-entry/dynamic-host',
    '{hosts: ["@a.com"], resolution: DYNAMIC_DNS}',
    '',
    '*.',
  ),
  around(
    'addresses for any name',
    'service-entry/dynamic-addresses',
    '{hosts: ["*.a.com"], resolution: DYNAMIC_DNS, addresses: [@]}',
    '10.0.0.1',
    '',
  ),
  around(
    'endpoints for any name',
    'service-entry/dynamic-endpoints',
    '{hosts: ["*.a.com"], resolution: DYNAMIC_DNS, endpoints: [@]}',
    '{address: 10.0.0.1}',
    '',
  ),
  around(
    'a protocol for any name',
    'service-entry/dynamic-protocol',
    '{hosts: ["*.a.com"], resolution: DYNAMIC_DNS, ports: [{number: 80, name: a, protocol: @}]}',
    'HTTPS',
    'TLS',
  ),
  {
    name: 'a waypoint for any name',
    rule: 'service-entry/dynamic-waypoint',
    refused: dynamicWithWaypoint('wp'),
    accepted: dynamicWithWaypoint('None'),
  },
];

export const OBJECT_CASES: readonly Pair[] = [
  around('a namespace to export to', 'object/export-to-value', '{hosts: [a.com], exportTo: ["@"]}', 'team-*', 'team'),
  around('all namespaces', 'object/export-to-value', '{hosts: [a.com], exportTo: ["*"@]}', ', .', ''),
  around('nobody', 'object/export-to-value', '{host: a.com, exportTo: ["@"]}', '~', '.', 'DestinationRule'),
  around('namespaces listed once', 'object/export-to-repeated', '{hosts: [a.com], exportTo: [b, @]}', 'b', 'c'),
  {
    name: 'the own namespace listed once',
    rule: 'object/export-to-repeated',
    refused: resource('ServiceEntry', '{hosts: [a.com], exportTo: [., b]}', 'name: a, namespace: b'),
    accepted: resource('ServiceEntry', '{hosts: [a.com], exportTo: [., b]}', 'name: a, namespace: c'),
  },
  {
    name: 'a spec where the webhook needs one',
    rule: 'object/missing-spec',
    refused: resource('DestinationRule', 'null'),
    accepted: resource('AuthorizationPolicy', 'null'),
  },
  ...['parents', 'parent-namespace', 'webhook-always-reject'].map((key) => ({
    name: `an annotation that Istio keeps to itself: ${key}`,
    rule: 'object/internal-annotation',
    refused: resource('WorkloadEntry', '{address: a}', `name: a, annotations: {internal.istio.io/${key}: b}`),
    accepted: resource('WorkloadEntry', '{address: a}', `name: a, labels: {internal.istio.io/${key}: b}`),
  })),
  {
    name: 'a dry run of a policy',
    rule: 'object/dry-run-annotation',
    refused: resource('WorkloadEntry', '{address: a}', 'name: a, annotations: {istio.io/dry-run: "true"}'),
    accepted: resource('AuthorizationPolicy', '{}', 'name: a, annotations: {istio.io/dry-run: "true"}'),
  },
  {
    name: 'a dry run of an action',
    rule: 'object/dry-run-annotation',
    refused: resource('AuthorizationPolicy', '{action: AUDIT}', 'name: a, annotations: {istio.io/dry-run: "true"}'),
    accepted: resource('AuthorizationPolicy', '{action: AUDIT}'),
  },
  {
    name: 'the value of a dry run',
    rule: 'object/dry-run-annotation',
    refused: resource('AuthorizationPolicy', '{}', 'name: a, annotations: {istio.io/dry-run: "yes"}'),
    accepted: resource('AuthorizationPolicy', '{}', 'name: a, annotations: {istio.io/dry-run: "T"}'),
  },
];

function dynamicWithWaypoint(waypoint: string): string {
  return resource(
    'ServiceEntry',
    '{hosts: ["*.a.com"], resolution: DYNAMIC_DNS, location: MESH_INTERNAL}',
    `name: a, labels: {istio.io/use-waypoint: ${waypoint}}`,
  );
}
