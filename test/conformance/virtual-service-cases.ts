/** VirtualServices: for each thing that Istio's webhook refuses one that it refuses, and one just inside. */
import type { Pair } from './own-cases.ts';

const ROUTE = 'route: [{destination: {host: a}}]';

function pair(name: string, rule: string, refused: string, accepted: string): Pair {
  const resource = (spec: string): string =>
    `apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: a}\nspec: ${spec}\n`;
  return { name, rule: `virtual-service/${rule}`, refused: resource(refused), accepted: resource(accepted) };
}

/** Two specs that differ at one place, which is marked by `@`. */
function around(name: string, rule: string, spec: string, refused: string, accepted: string): Pair {
  return pair(
    name,
    rule,
    spec.replace('@', () => refused),
    spec.replace('@', () => accepted),
  );
}

/** The same for a field of an http rule that has a route. */
function http(name: string, rule: string, fields: string, refused: string, accepted: string): Pair {
  return around(name, rule, `{hosts: [a.com], http: [{${ROUTE}, ${fields}}]}`, refused, accepted);
}

/** The same for an http match. */
function match(name: string, rule: string, fields: string, refused: string, accepted: string): Pair {
  return http(name, rule, `match: [{${fields}}]`, refused, accepted);
}

/** The same for a match of a tls rule. */
function tls(name: string, rule: string, fields: string, refused: string, accepted: string): Pair {
  return around(name, rule, `{hosts: [a.com], tls: [{match: [{${fields}}], ${ROUTE}}]}`, refused, accepted);
}

export const VIRTUAL_SERVICE_CASES: readonly Pair[] = [
  around('rules', 'no-rules', '{hosts: [a.com], http: [@]}', '', `{${ROUTE}}`),
  around('a delegate', 'delegate-beyond-http', `{gateways: [@], http: [{${ROUTE}}]}`, 'gw', ''),
  around('a host', 'host-not-name', `{hosts: [@], http: [{${ROUTE}}]}`, 'a_b.com', '"*-b.com"'),
  around('a host at the end', 'host-not-name', `{hosts: [@], http: [{${ROUTE}}]}`, 'a.1', 'a.1.'),
  around('every host', 'every-host-in-mesh', `{hosts: ["*"], gateways: [@], http: [{${ROUTE}}]}`, 'mesh', 'gw'),
  around('the same host', 'hosts-overlap', `{hosts: [b.a.com, @], http: [{${ROUTE}}]}`, '"*.a.com"', 'a.com'),
  around('a gateway', 'gateway-name-form', `{hosts: [a.com], gateways: [@], http: [{${ROUTE}}]}`, './gw', 'ns/gw'),
  around(
    'a gateway behind one without a slash',
    'gateway-name-form',
    `{hosts: [a.com], gateways: [@], http: [{${ROUTE}}]}`,
    'ns/gw, ./gw',
    'gw, ./gw',
  ),
  match('a gateway of a match', 'gateway-name-form', 'gateways: [@]', '"*/gw"', 'gw.ns'),
  around('what is done', 'http-without-action', '{hosts: [a.com], http: [{@}]}', 'timeout: 1s', 'redirect: {port: 0}'),
  around(
    'a redirect beside a route',
    'redirect-not-alone',
    `{hosts: [a.com], http: [{redirect: {uri: /a}, @}]}`,
    ROUTE,
    'route: []',
  ),
  around(
    'a direct response beside a fault',
    'direct-response-not-alone',
    `{hosts: [a.com], http: [{directResponse: {status: 200}, @}]}`,
    'fault: {abort: {httpStatus: 500}}',
    'timeout: 1s',
  ),
  around(
    'a delegate beside a route',
    'delegate-not-alone',
    '{hosts: [a.com], http: [{delegate: {name: b}, @}]}',
    ROUTE,
    'route: []',
  ),
  around(
    'a delegate of a delegate',
    'delegate-in-delegate',
    '{@http: [{delegate: {name: b}}]}',
    '',
    'hosts: [a.com], ',
  ),
  http('two kinds of mirrors', 'mirror-and-mirrors', 'mirror: {host: a}, mirrors: [@]', '{destination: {host: b}}', ''),
  match('an empty prefix', 'match-text', '@: {prefix: ""}', 'method', 'uri'),
  match('an empty expression', 'match-text', 'uri: {regex: "@"}', '', 'a'),
  match('a wildcard', 'match-text', '@: {a: {regex: "*"}}', 'headers', 'withoutHeaders'),
  match('look-around', 'match-text', 'uri: {regex: "@"}', '/a(?!b)', '/a(?:b)'),
  match('a long expression', 'match-text', 'uri: {regex: @}', 'a'.repeat(1025), 'a'.repeat(1024)),
  match('the name of a header', 'match-header-name', 'headers: {"@": {exact: a}}', ':foo', ':path'),
  match('a comma in a name', 'match-header-name', 'headers: {"@": {exact: a}}', 'a;b', 'a,b'),
  around(
    'a claim',
    'claim-in-mesh',
    `{hosts: [a.com], gateways: [@], http: [{${ROUTE}, match: [{headers: {"@request.auth.claims.a": {exact: b}}}]}]}`,
    'mesh',
    'gw',
  ),
  match('a port', 'match-port', 'port: @', '65536', '65535'),
  match('a label of a caller', 'source-label-form', 'sourceLabels: {app: "@"}', '*', 'a'.repeat(64)),
  match('a namespace of a caller', 'source-namespace-form', 'sourceNamespace: "@"', 'a.b', 'A-b'),
  tls('a subnet', 'destination-subnet', 'sniHosts: [a.com], destinationSubnets: [@]', '10.0.0.0/33', '10.1.2.3/8'),
  around(
    'a tls rule',
    'tls-without-match',
    `{hosts: [a.com], tls: [{match: [@], ${ROUTE}}]}`,
    '',
    '{sniHosts: [a.com]}',
  ),
  tls('an SNI name at all', 'tls-match-without-sni', 'sniHosts: [@]', '', 'a.com'),
  tls('an SNI name', 'sni-not-name', 'sniHosts: [@]', 'a_b.com', '10.0.0.1'),
  tls('an SNI name among others', 'sni-not-among-hosts', 'sniHosts: [@]', 'A.com', 'a.com'),
  around('a tcp rule', 'rule-without-route', '{hosts: [a.com], tcp: [{@}]}', 'route: []', ROUTE),
  around(
    'a tls rule without a route',
    'rule-without-route',
    '{hosts: [a.com], tls: [{match: [{sniHosts: [a.com]}], @}]}',
    'route: []',
    ROUTE,
  ),
  http('a destination', 'destination-not-name', 'mirror: {host: "@"}', '*', '*.a.com'),
  http('an address as a destination', 'destination-not-name', 'mirror: {host: @}', '10.0.0.1', 'a.0x10'),
  http('a subset', 'subset-not-label', 'mirror: {host: a, subset: "@"}', 'v1.0', 'V1-0'),
  http('a port of a destination', 'destination-port', 'mirror: {host: a, port: {number: @}}', '0', '1'),
  http('a port without a number', 'destination-port', 'mirror: {host: a@}', ', port: {}', ''),
  around(
    'a weight',
    'weight-negative',
    '{hosts: [a.com], http: [{route: [{destination: {host: a}, weight: @}]}]}',
    '-1',
    '0',
  ),
  around(
    'weights of several',
    'weights-all-zero',
    '{hosts: [a.com], tcp: [{route: [{destination: {host: a}}, {destination: {host: b}@}]}]}',
    '',
    ', weight: 1',
  ),
  http('the host of a response', 'header-operation', 'headers: {@: {set: {Host: a}}}', 'response', 'request'),
  http('a header with a colon', 'header-operation', 'headers: {request: {add: {":@": a}}}', 'path', 'Authority'),
  http('the host of a request', 'header-operation', 'headers: {request: {remove: [@]}}', 'host', 'hosts'),
  http('a percent sign', 'header-operation', 'headers: {request: {set: {a: "50@"}}}', '%', '%%'),
  http('a length of a variable', 'header-operation', 'headers: {request: {set: {a: "@"}}}', '%REQ(x):9%', '%REQ_A:9%'),
  http(
    'the authority',
    'authority-twice',
    'headers: {request: {set: {host: a}}}, rewrite: {@}',
    'authority: b',
    'uri: /, authority: ""',
  ),
  http('a rewrite', 'rewrite-form', 'rewrite: {@}', 'uri: ""', 'uri: /'),
  http(
    'a rewrite of the path',
    'rewrite-form',
    'rewrite: {uri: "@", uriRegexRewrite: {match: a, rewrite: b}}',
    '/',
    '',
  ),
  http('half an expression', 'rewrite-form', 'rewrite: {uriRegexRewrite: {match: a, rewrite: "@"}}', '', 'b'),
  http(
    'an expression of a rewrite',
    'rewrite-form',
    'rewrite: {uriRegexRewrite: {match: "@", rewrite: b}}',
    'a**',
    'a*',
  ),
  around('a redirect', 'redirect-form', '{hosts: [a.com], http: [{redirect: {@}}]}', 'redirectCode: 301', 'port: 0'),
  around('a code', 'redirect-form', '{hosts: [a.com], http: [{redirect: {uri: /, redirectCode: @}}]}', '400', '399'),
  around('a scheme', 'redirect-form', '{hosts: [a.com], http: [{redirect: {scheme: @}}]}', 'HTTPS', 'https'),
  around('a port of a redirect', 'redirect-form', '{hosts: [a.com], http: [{redirect: {port: @}}]}', '65536', '65535'),
  around(
    'a prefix of a redirect',
    'redirect-form',
    '{hosts: [a.com], http: [{match: [{uri: {@: /a}}], redirect: {prefixRewrite: /b}}]}',
    'exact',
    'prefix',
  ),
  around('two paths', 'redirect-form', '{hosts: [a.com], http: [{redirect: {prefixRewrite: /b, uri: "@"}}]}', '/', ''),
  around('a status', 'direct-response-form', '{hosts: [a.com], http: [{directResponse: {status: @}}]}', '601', '600'),
  around(
    'a body',
    'direct-response-form',
    '{hosts: [a.com], http: [{directResponse: {status: 200, body: {string: @}}}]}',
    'a'.repeat(1_048_577),
    'a'.repeat(1_048_576),
  ),
  http('a fault', 'fault-empty', 'fault: {@}', '', 'delay: {}'),
  http(
    'a percentage',
    'fault-percentage',
    'fault: {abort: {httpStatus: 500, percentage: {value: @}}}',
    '0.00009',
    '0.0001',
  ),
  http('a status of an abort', 'abort-form', 'fault: {abort: {httpStatus: @}}', '199', '200'),
  http('a status of gRPC', 'abort-form', 'fault: {abort: {grpcStatus: @}}', 'CANCELED', 'CANCELLED'),
  http('an error of HTTP/2', 'abort-form', 'fault: {abort: {@}}', 'http2Error: REFUSED', 'percentage: {}'),
  http('a delay', 'delay-exponential', 'fault: {delay: {@: 1s}}', 'exponentialDelay', 'fixedDelay'),
  http('a share of a mirror', 'mirror-percent-old', 'mirror: {host: a}, mirrorPercent: @', '101', '100'),
  http('a percentage of a mirror', 'mirror-percentage', 'mirrorPercentage: {value: @}', '100.5', '0.00001'),
  http(
    'a percentage of mirrors',
    'mirror-percentage',
    'mirrors: [{destination: {host: a}, percentage: {value: @}}]',
    '-1',
    '100',
  ),
  http('an origin', 'cors-form', 'corsPolicy: {allowOrigins: [@]}', '{}', '{exact: "*"}'),
  http('a method', 'cors-form', 'corsPolicy: {allowMethods: [@]}', 'get', 'GET'),
  http('a header of CORS', 'cors-form', 'corsPolicy: {exposeHeaders: ["@"]}', '**a b', '**'),
  http('an age', 'cors-form', 'corsPolicy: {maxAge: @}', '1500ms', '2000ms'),
  http('attempts', 'retries-without-attempts', 'retries: {retryRemoteLocalities: false, attempts: @}', '0', '1'),
  http('attempts below 0', 'retries-without-attempts', 'retries: {attempts: @}', '-1', '0'),
  http('a condition', 'retry-condition-unknown', 'retries: {attempts: 1, retryOn: "@"}', '5xx, reset', '5xx,reset'),
  http('a status to retry', 'retry-condition-unknown', 'retries: {attempts: 1, retryOn: "@"}', '306', '0418'),
  http('a duration', 'duration-below-millisecond', 'timeout: @', '1.0005s', '1.001s'),
];
