/** DestinationRules but for load balancers, and Sidecars with connection pools: what istiod's webhook refuses, and what is just inside. */
import type { Pair } from './own-cases.ts';
import { around, policy, port, sidecar, subset } from './policy-documents.ts';

const LONG = 'a'.repeat(64);
const HOST_AND_SUBSETS: readonly Pair[] = [
  around('a host with a port', 'host-not-name', '{host: "@"}', 'a.com:80', 'a.com'),
  around('a host that is empty', 'host-not-name', '{host: "@"}', '', 'a'),
  around('a host that is an address', 'host-not-name', '{host: "@"}', '10.0.0.1', 'a.0.0.x1'),
  around('a host with a * inside', 'host-not-name', '{host: "@"}', 'a.*.com', '*.a.com'),
  around('a host with an underscore', 'host-not-name', '{host: "@"}', 'a_b', '*a-b'),
  around('a subset named with a dot', 'subset-name-not-label', '{host: a, subsets: [{name: @}]}', 'v1.0', 'v1-0'),
  around('a subset with a long name', 'subset-name-not-label', '{host: a, subsets: [{name: @}]}', LONG, LONG.slice(1)),
  around('a subset without a name', 'subset-name-not-label', '{host: a, subsets: [{name: "@"}]}', '', 'V'),
  around('two subsets of one name', 'subset-repeated', '{host: a, subsets: [{name: v1}, {name: @}]}', 'v1', 'V1'),
  around(
    'a key that no label has',
    'subset-label-invalid',
    '{host: a, subsets: [{name: v1, labels: {@: b}}]}',
    'a/b/c',
    'Ex.com/b',
  ),
  around(
    'a value that no label has',
    'subset-label-invalid',
    '{host: a, subsets: [{name: v1, labels: {a: "@"}}]}',
    'v1*',
    LONG,
  ),
  around(
    'an export beside a selector',
    'selector-with-export',
    '{host: a, workloadSelector: {matchLabels: {a: b}}, exportTo: [@]}',
    '"*"',
    '"."',
  ),
  around(
    'two exports beside a selector',
    'selector-with-export',
    '{host: a, workloadSelector: {matchLabels: {a: b}}, exportTo: [@]}',
    '".", prod',
    'shop',
  ),
  around(
    'an export beside an empty selector',
    'selector-with-export',
    '{host: a, workloadSelector: {}, exportTo: [@]}',
    'prod',
    '',
  ),
];

const POLICIES: readonly Pair[] = [
  around('a policy that is empty', 'policy-empty', '{host: a, trafficPolicy: {@}}', '', 'outlierDetection: {}'),
  around(
    'a policy with an empty list',
    'policy-empty',
    '{host: a, trafficPolicy: @}',
    '{portLevelSettings: []}',
    'null',
  ),
  around(
    'an empty policy of a subset',
    'policy-empty',
    '{host: a, subsets: [{name: v1, trafficPolicy: {@}}]}',
    '',
    'tls: {}',
  ),
  policy(
    'a tunnel and a PROXY header',
    'tunnel-and-proxy-protocol',
    'tunnel: {targetHost: a, targetPort: 80}@',
    ', proxyProtocol: {}',
    '',
  ),
  policy('settings of no port', 'port-policy-without-port', 'portLevelSettings: [{tls: {}@}]', '', ', port: {}'),
  policy('a port without settings', 'port-policy-empty', 'portLevelSettings: [{port: {number: 80}@}]', '', ', tls: {}'),
  policy(
    'a tunnel by another method',
    'tunnel-protocol',
    'tunnel: {targetHost: a, targetPort: 80, protocol: "@"}',
    'connect',
    '',
  ),
  policy(
    'a tunnel to a wildcard',
    'tunnel-target',
    'tunnel: {targetHost: "@", targetPort: 80}',
    '*.com',
    '2001:db8::1',
  ),
  policy('a tunnel to port 0', 'tunnel-target', 'tunnel: {targetHost: a.com, targetPort: @}', '0', '65535'),
  policy(
    'a tunnel to a port that is too large',
    'tunnel-target',
    'tunnel: {targetHost: a.com, targetPort: @}',
    '65536',
    '1',
  ),
  subset(
    'a budget’s interval that is no duration',
    'not-duration',
    'retryBudget: {budgetInterval: "@"}',
    '5sec',
    '-1s',
  ),
];

const OUTLIERS_AND_POOLS: readonly Pair[] = [
  policy('more than all endpoints', 'outlier-percent', 'outlierDetection: {maxEjectionPercent: @}', '101', '100'),
  port('less than no endpoints', 'outlier-percent', 'outlierDetection: {minHealthPercent: @}', '-1', '0'),
  policy(
    'failures that are not counted apart',
    'local-origin-without-split',
    'outlierDetection: {consecutiveLocalOriginFailures: @}',
    '1',
    '0',
  ),
  policy('an interval of half milliseconds', 'duration-too-fine', 'outlierDetection: {interval: @}', '1.5ms', '1ms'),
  policy(
    'an ejection of half milliseconds',
    'duration-too-fine',
    'outlierDetection: {baseEjectionTime: @}',
    '1.0005s',
    '1.005s',
  ),
  policy('a pool without limits', 'connection-pool-empty', 'connectionPool: {@}', '', 'http: {}'),
  sidecar('a pool without limits in a Sidecar', 'connection-pool-empty', '{@}', '', 'tcp: {}'),
  policy('a negative number of connections', 'negative-limit', 'connectionPool: {tcp: {maxConnections: @}}', '-1', '0'),
  ...[
    'http1MaxPendingRequests',
    'http2MaxRequests',
    'maxRequestsPerConnection',
    'maxRetries',
    'maxConcurrentStreams',
  ].map((field) => sidecar(`a negative ${field}`, 'negative-limit', `{http: {${field}: @}}`, '-1', '0')),
  policy(
    'an upgrade of the client’s protocol',
    'h2-upgrade-with-client-protocol',
    'connectionPool: {http: {useClientProtocol: true, h2UpgradePolicy: @}}',
    'UPGRADE',
    'DO_NOT_UPGRADE',
  ),
  policy(
    'a keep-alive without a timeout',
    'keepalive-incomplete',
    'connectionPool: {http: {http2KeepAlive: {interval: 1s@}}}',
    '',
    ', timeout: 1s',
  ),
  policy(
    'a keep-alive without an interval',
    'keepalive-incomplete',
    'connectionPool: {http: {http2KeepAlive: {timeout: 1s@}}}',
    '',
    ', interval: 1s',
  ),
  ...[
    'http: {idleTimeout: @}',
    'http: {http2KeepAlive: {interval: @, timeout: 1s}}',
    'http: {http2KeepAlive: {interval: 1s, timeout: @}}',
    'tcp: {connectTimeout: @}',
    'tcp: {maxConnectionDuration: @}',
    'tcp: {tcpKeepalive: {time: @}}',
    'tcp: {tcpKeepalive: {interval: @}}',
    'tcp: {idleTimeout: @}',
  ].map((pool) =>
    policy(`half milliseconds in ${pool}`, 'duration-too-fine', `connectionPool: {${pool}}`, '1.5ms', '2.3s'),
  ),
  sidecar('a negative idle timeout', 'duration-too-fine', '{tcp: {idleTimeout: @}}', '-1s', '0.5ms'),
  sidecar('an idle timeout that is no duration', 'not-duration', '{tcp: {idleTimeout: "@"}}', '10', '0'),
];

const TLS: readonly Pair[] = [
  policy(
    'MUTUAL without a key',
    'mutual-without-certificate',
    'tls: {mode: MUTUAL, clientCertificate: a@}',
    '',
    ', privateKey: b',
  ),
  port('MUTUAL without anything', 'mutual-without-certificate', 'tls: {mode: MUTUAL@}', '', ', credentialName: a'),
  policy(
    'a credential and an authority’s file',
    'credential-with-files',
    'tls: {mode: SIMPLE, credentialName: a, caCertificates: "@"}',
    'b',
    '',
  ),
  policy(
    'a credential and a list of revoked certificates',
    'credential-with-files',
    'tls: {mode: @, credentialName: a, caCrl: b}',
    'MUTUAL',
    'ISTIO_MUTUAL',
  ),
  policy(
    'an authority that is not asked',
    'skip-verify-with-authority',
    'tls: {mode: SIMPLE, insecureSkipVerify: @, caCertificates: a}',
    'true',
    'false',
  ),
  policy(
    'a credential that is not asked',
    'skip-verify-with-authority',
    'tls: {mode: @, insecureSkipVerify: true, credentialName: a}',
    'SIMPLE',
    'MUTUAL',
  ),
  subset(
    'names that are not compared',
    'skip-verify-with-authority',
    'tls: {mode: SIMPLE, insecureSkipVerify: true, subjectAltNames: [@]}',
    'a',
    '',
  ),
  policy(
    'a ConfigMap without a namespace',
    'credential-config-map',
    'tls: {credentialName: "configmap://@"}',
    'a',
    'shop/a',
  ),
  policy(
    'a ConfigMap of another namespace',
    'credential-config-map',
    'tls: {credentialName: "configmap://@"}',
    'prod/a',
    'shop/a/b',
  ),
];

export const DESTINATION_RULE_CASES: readonly Pair[] = [
  ...HOST_AND_SUBSETS,
  ...POLICIES,
  ...OUTLIERS_AND_POOLS,
  ...TLS,
];
