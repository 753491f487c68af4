/** What istiod's webhook refuses of policies, Telemetry, EnvoyFilters and extensions. */
import type { Pair } from './own-cases.ts';

const VERSIONS = {
  AuthorizationPolicy: 'security.istio.io/v1',
  EnvoyFilter: 'networking.istio.io/v1alpha3',
  RequestAuthentication: 'security.istio.io/v1',
  ServiceEntry: 'networking.istio.io/v1',
  Sidecar: 'networking.istio.io/v1',
  Telemetry: 'telemetry.istio.io/v1',
  TrafficExtension: 'extensions.istio.io/v1alpha1',
  WasmPlugin: 'extensions.istio.io/v1alpha1',
} as const;

function resource(kind: keyof typeof VERSIONS, spec: string): string {
  return `apiVersion: ${VERSIONS[kind]}\nkind: ${kind}\nmetadata: {name: a}\nspec: ${spec}\n`;
}

/** Two specs that differ at one place, which is marked by `@`. */
function around(
  name: string,
  rule: string,
  kind: keyof typeof VERSIONS,
  spec: string,
  refused: string,
  accepted: string,
): Pair {
  const written = (text: string): string =>
    resource(
      kind,
      spec.replace('@', () => text),
    );
  return { name, rule, refused: written(refused), accepted: written(accepted) };
}

function access(name: string, rule: string, spec: string, refused: string, accepted: string): Pair {
  return around(name, `authorization-policy/${rule}`, 'AuthorizationPolicy', spec, refused, accepted);
}

const source = (name: string, rule: string, field: string, refused: string, accepted: string): Pair =>
  access(name, rule, `{rules: [{from: [{source: {${field}: [@]}}]}]}`, refused, accepted);
const operation = (name: string, rule: string, field: string, refused: string, accepted: string): Pair =>
  access(name, rule, `{rules: [{to: [{operation: {${field}: [@]}}]}]}`, refused, accepted);
const condition = (name: string, rule: string, refused: string, accepted: string): Pair =>
  access(name, rule, '{rules: [{when: [{@}]}]}', refused, accepted);

function patch(name: string, rule: string, refused: string, accepted: string): Pair {
  return around(name, `envoy-filter/${rule}`, 'EnvoyFilter', '{configPatches: [{@}]}', refused, accepted);
}

/** A patch that is complete but for where it matches. */
const removal = (applyTo: string, match: string): string =>
  `applyTo: ${applyTo}, match: {${match}}, patch: {operation: REMOVE}`;
const filter = (match: string): string => `listener: {filterChain: {filter: {${match}}}}`;
const MANAGER = 'envoy.filters.network.http_connection_manager';

const GATEWAY = 'kind: Gateway, group: gateway.networking.k8s.io, name: a';

export const TARGET_CASES: readonly Pair[] = [
  around(
    'a star in the key of a selector',
    'selector/label-key',
    'Sidecar',
    '{egress: [{hosts: ["./*"]}], workloadSelector: {labels: {@: a}}}',
    '"a*"',
    'a',
  ),
  around(
    'a key without a name in a selector',
    'selector/label-key',
    'ServiceEntry',
    '{hosts: [a.com], resolution: STATIC, workloadSelector: {labels: {@: a}}}',
    '""',
    'a',
  ),
  around(
    'a gateway without its group',
    'target-ref/kind-not-allowed',
    'RequestAuthentication',
    '{targetRefs: [{@}]}',
    'kind: Gateway, name: a',
    GATEWAY,
  ),
  around(
    'a service in a group',
    'target-ref/kind-not-allowed',
    'Telemetry',
    '{targetRefs: [{kind: Service, group: @, name: a}]}',
    'apps',
    'core',
  ),
  around(
    'a kind that cannot be a target',
    'target-ref/kind-not-allowed',
    'WasmPlugin',
    '{url: oci://a.com/b, targetRef: {kind: @, name: a}}',
    'Pod',
    'Service',
  ),
];

export const ACCESS_CASES: readonly Pair[] = [
  access('a provider for CUSTOM', 'provider-missing', '{action: CUSTOM, @rules: [{}]}', '', 'provider: {name: a}, '),
  access('a provider beside others', 'provider-without-custom', '{action: AUDIT@}', ', provider: {}', ''),
  access('rules for DENY', 'rules-missing', '{action: DENY, rules: [@]}', '', '{}'),
  access('rules for CUSTOM', 'rules-missing', '{action: CUSTOM, provider: {name: a}@}', '', ', rules: [{}]'),
  access(
    'callers of CUSTOM',
    'custom-unsupported',
    '{action: CUSTOM, provider: {name: a}, rules: [{from: [{source: {@}}]}]}',
    'trustDomains: [a]',
    'ipBlocks: [10.0.0.1]',
  ),
  access(
    'conditions of CUSTOM',
    'custom-unsupported',
    '{action: CUSTOM, provider: {name: a}, rules: [{when: [{key: "@", values: [a]}]}]}',
    'request.auth.claims[a]',
    'request.headers[a]',
  ),
  access('a source', 'empty-clause', '{rules: [{from: [@]}]}', '{}', ''),
  access('an operation', 'empty-clause', '{rules: [{to: [{operation: {ports: [@]}}]}]}', '', '"80"'),
  source('an empty principal', 'empty-value', 'principals', '""', '"*"'),
  operation('an empty method', 'empty-value', 'methods', '""', 'GET'),
  source('the length of a prefix', 'ip-not-valid', 'ipBlocks', '10.0.0.0/33', '10.0.0.0/32'),
  source('an address', 'ip-not-valid', 'notRemoteIpBlocks', 'a.com', '"fe80::1%eth0"'),
  operation('the highest port', 'port-not-valid', 'ports', '"65536"', '"65535"'),
  source('a service account', 'service-account-form', 'serviceAccounts', 'a/b/c', 'b/c'),
  source('a trust domain', 'trust-domain-form', 'trustDomains', 'a/b', 'a'),
  source('stars in a trust domain', 'trust-domain-form', 'notTrustDomains', '"*a*"', '"*a"'),
  operation('the place of a template', 'path-template', 'paths', '"/{**}/{*}"', '"/{*}/{**}/a"'),
  operation('a template in a segment', 'path-template', 'notPaths', '"/{*}.html"', '"/*.html"'),
  condition('an attribute', 'condition-key', 'key: source.host, values: [a]', 'key: connection.sni, values: [a]'),
  condition(
    'the name of a header',
    'condition-key',
    'key: request.headers, values: [a]',
    'key: "request.headers[a]", values: [a]',
  ),
  condition(
    'values',
    'condition-values',
    'key: source.namespace, values: []',
    'key: source.namespace, values: [], notValues: [a]',
  ),
  condition(
    'values of addresses',
    'condition-values',
    'key: remote.ip, values: [a]',
    'key: remote.ip, values: [10.0.0.0/8]',
  ),
  condition(
    'values of ports',
    'condition-values',
    'key: destination.port, values: [http]',
    'key: destination.port, values: ["0"]',
  ),
  condition(
    'values of trust domains',
    'condition-values',
    'key: source.trustDomain, values: ["a*b"]',
    'key: source.trustDomain, values: [a/b]',
  ),
];

export const TOKEN_CASES: readonly Pair[] = [
  around(
    'an issuer',
    'request-authentication/issuer-missing',
    'RequestAuthentication',
    '{jwtRules: [{@}]}',
    'audiences: [a]',
    'jwksUri: https://a.com/keys',
  ),
  around(
    'a set of keys',
    'request-authentication/jwks-unreadable',
    'RequestAuthentication',
    "{jwtRules: [{issuer: a, jwks: '@'}]}",
    '{"keys": [{"kty": "RSA", "e": "AQAB"}]}',
    '{"keys": [{"kty": "RSA", "e": "AQAB", "n": "AQAB"}]}',
  ),
  around(
    'a timeout for keys',
    'request-authentication/timeout-not-milliseconds',
    'RequestAuthentication',
    '{jwtRules: [{issuer: a, timeout: @}]}',
    '1.0005s',
    '1.001s',
  ),
];

export const TELEMETRY_CASES: readonly Pair[] = [
  around(
    'the name of a tag',
    'telemetry/tag-name-empty',
    'Telemetry',
    '{tracing: [{customTags: {@: {literal: {value: a}}}}]}',
    '""',
    'a',
  ),
  around(
    'the value of a tag',
    'telemetry/tag-value-missing',
    'Telemetry',
    '{metrics: [{overrides: [{tagOverrides: {a: @}}]}]}',
    '{}',
    'null',
  ),
  around(
    'the filter of a log',
    'telemetry/filter-not-expression',
    'Telemetry',
    '{accessLogging: [{filter: {expression: "@"}}]}',
    'response.code >',
    'response.code > 1',
  ),
];

export const EXTENSION_CASES: readonly Pair[] = [
  around(
    'the length of a script',
    'extension/lua-too-long',
    'TrafficExtension',
    '{lua: {inlineCode: "@"}}',
    'ü'.repeat(32769),
    'ü'.repeat(32768),
  ),
  patch(
    'what is patched',
    'patch-incomplete',
    'patch: {operation: REMOVE}',
    'applyTo: CLUSTER, patch: {operation: REMOVE}',
  ),
  patch('a patch', 'patch-incomplete', 'applyTo: CLUSTER', 'match: {context: WAYPOINT, waypoint: {}}'),
  patch(
    'an operation',
    'patch-incomplete',
    'applyTo: CLUSTER, patch: {operation: INVALID, value: {}}',
    'applyTo: CLUSTER, patch: {operation: ADD, value: {}}',
  ),
  patch(
    'a value',
    'patch-incomplete',
    'applyTo: CLUSTER, patch: {operation: MERGE}',
    'applyTo: CLUSTER, patch: {operation: MERGE, value: {}}',
  ),
  patch(
    'a match of clusters',
    'match-of-other-class',
    removal('CLUSTER', 'listener: {}'),
    removal('EXTENSION_CONFIG', 'listener: {}'),
  ),
  patch(
    'a match of routes',
    'match-of-other-class',
    removal('HTTP_ROUTE', 'cluster: {}'),
    removal('HTTP_ROUTE', 'routeConfiguration: {}'),
  ),
  patch(
    'the name of a filter',
    'filter-match',
    removal('HTTP_FILTER', filter('')),
    removal('HTTP_FILTER', filter('name: a')),
  ),
  patch(
    'a filter in another one',
    'filter-match',
    removal('HTTP_FILTER', filter('name: a, subFilter: {name: b}')),
    removal('HTTP_FILTER', filter(`name: ${MANAGER}, subFilter: {name: b}`)),
  ),
  patch(
    'a filter in a filter of the network',
    'filter-match',
    removal('NETWORK_FILTER', filter(`name: ${MANAGER}, subFilter: {name: b}`)),
    removal('NETWORK_FILTER', filter(`name: ${MANAGER}`)),
  ),
  patch(
    'a version of proxies',
    'proxy-version',
    removal('CLUSTER', 'proxy: {proxyVersion: "("}'),
    removal('CLUSTER', `proxy: {proxyVersion: "${'('.repeat(1025)}"}`),
  ),
  patch(
    'a type of Envoy',
    'unknown-type',
    'applyTo: HTTP_FILTER, patch: {operation: ADD, value: {typed_config: {"@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua}}}',
    'applyTo: HTTP_FILTER, patch: {operation: ADD, value: {typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua}}}',
  ),
  patch(
    'a duration of Envoy',
    'wrong-value',
    'applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 3}}',
    'applyTo: CLUSTER, patch: {operation: MERGE, value: {connect_timeout: 3s}}',
  ),
  patch(
    'a word of Envoy',
    'wrong-value',
    'applyTo: CLUSTER, patch: {operation: MERGE, value: {lb_policy: round_robin}}',
    'applyTo: CLUSTER, patch: {operation: MERGE, value: {lb_policy: ROUND_ROBIN}}',
  ),
  patch(
    'a type at all',
    'unknown-type',
    'applyTo: HTTP_FILTER, patch: {operation: ADD, value: {name: a, typed_config: {}}}',
    'applyTo: HTTP_FILTER, patch: {operation: ADD, value: {name: a, config_discovery: {}}}',
  ),
];
