import { describe, expect, test } from 'vitest';
import { checkCompletionText } from '../testing/check-feature.ts';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { provideCompletion } from './completion.ts';

function headOf(kind: string): string {
  const group = /Policy|Authentication/.test(kind) ? 'security' : 'networking';
  return `apiVersion: ${group}.istio.io/v1\nkind: ${kind}\nmetadata: {name: a, namespace: shop}\nspec:\n`;
}

function offersAt(kind: string, spec: string): string[] {
  const parsed = parseFixture(`${headOf(kind)}${spec}\n`);
  const { uri, start } = cursorOf(parsed);
  const { items } = provideCompletion(engineOf(parsed), uri, start);
  return items.map(({ label, detail }) => (detail === undefined ? label : `${label} — ${detail}`));
}

describe('what people usually write is offered, the likeliest first', () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ['durations', 'VirtualService', '  http:\n    - timeout: $0', ['5s', '1s', '2s']],
    [
      'durations with what holds without one',
      'DestinationRule',
      '  trafficPolicy:\n    outlierDetection:\n      baseEjectionTime: $0',
      ['30s — default', '10s', '1m'],
    ],
    [
      'ports with what listens there',
      'ServiceEntry',
      '  ports:\n    - number: $0',
      ['80 — HTTP', '443 — HTTPS', '8080 — HTTP'],
    ],
    [
      'protocols as Istio writes them',
      'ServiceEntry',
      '  ports:\n    - protocol: $0',
      ['HTTP', 'HTTPS', 'HTTP2', 'GRPC'],
    ],
    ['numbers', 'VirtualService', '  http:\n    - retries:\n        attempts: $0', ['2 — default', '1', '3', '5']],
    ['methods', 'VirtualService', '  http:\n    - match:\n        - method: {exact: $0}', ['GET', 'POST', 'PUT']],
    ['booleans', 'DestinationRule', '  trafficPolicy: {tls: {insecureSkipVerify: $0}}', ['true', 'false']],
    [
      'fixed values, those that mean nothing last',
      'DestinationRule',
      '  trafficPolicy:\n    loadBalancer:\n      simple: $0',
      ['LEAST_REQUEST', 'ROUND_ROBIN', 'RANDOM', 'PASSTHROUGH', 'UNSPECIFIED', 'LEAST_CONN'],
    ],
    [
      'attributes of conditions',
      'AuthorizationPolicy',
      '  rules:\n    - when:\n        - key: $0',
      ['request.headers[x-user]', 'source.namespace'],
    ],
  ])('%s', (_, kind, spec, first) => {
    expect(offersAt(kind, spec).slice(0, first.length)).toEqual(first);
  });

  test('except what the list has already', () => {
    expect(
      offersAt('AuthorizationPolicy', '  rules:\n    - to:\n        - operation: {methods: [GET, $0]}'),
    ).not.toContain('GET');
  });

  test('a text that reads as a number is quoted', () => {
    const head = headOf('AuthorizationPolicy');
    checkCompletionText(
      `${head}  rules:\n    - to:\n        - operation:\n            ports:\n              - $0\n`,
      '8080',
      `${head}  rules:\n    - to:\n        - operation:\n            ports:\n              - "8080"\n`,
    );
  });
});

describe('a key that would be refused comes last and says why:', () => {
  test.each([
    [
      'beside a sibling',
      'VirtualService',
      '  http:\n    - redirect: {uri: /}\n      $0',
      'route — not beside redirect',
    ],
    [
      'beside what a rule excludes',
      'Gateway',
      '  servers:\n    - tls:\n        credentialName: a\n        $0',
      'serverCertificate — not beside credentialName',
    ],
    ['without a sibling', 'PeerAuthentication', '  $0', 'portLevelMtls — needs selector'],
    ['without a value of a sibling', 'AuthorizationPolicy', '  $0', 'provider — needs action: CUSTOM'],
    ['everywhere', 'WorkloadGroup', '  template: {}\n  probe:\n    $0', 'grpc — refused by Istio'],
  ])('%s', (_, kind, spec, offer) => {
    const offers = offersAt(kind, spec);
    const reasons = offers.filter((each) => /— (?:not beside|needs|refused)/.test(each));
    expect(reasons).toContain(offer);
    expect(offers.slice(-reasons.length)).toEqual(reasons);
  });

  test('what it needs is there', () => {
    expect(offersAt('AuthorizationPolicy', '  action: CUSTOM\n  $0')).toContain('provider');
  });
});

describe('something whole', () => {
  const SERVER = `- port:
        number: 80
        name: http
        protocol: HTTP
      hosts:
        - "*"
`;

  test.each([
    ['behind a dash', 'Gateway', '  servers:\n    - $0\n', 'port, hosts', `  servers:\n    ${SERVER}`],
    ['behind a colon', 'Gateway', '  servers: $0\n', 'port, hosts', `  servers:\n    ${SERVER}`],
    ['for a word', 'Gateway', '  servers: po$0\n', 'port, hosts', `  servers:\n    ${SERVER}`],
    [
      'in braces',
      'VirtualService',
      '  http: [{match: [{uri: $0}]}]\n',
      '{prefix: /}',
      '  http: [{match: [{uri: {prefix: /}}]}]\n',
    ],
    [
      'in brackets',
      'VirtualService',
      '  http: [{retries: {attempts: 1}, route: [$0]}]\n',
      '{destination: {host: a}}',
      '  http: [{retries: {attempts: 1}, route: [{destination: {host: a}}]}]\n',
    ],
    ['directly behind a dash', 'VirtualService', '  http:\n    -$0\n', 'timeout', '  http:\n    - timeout: \n'],
  ])('is offered %s', (_, kind, before, label, after) => {
    checkCompletionText(headOf(kind) + before, label, headOf(kind) + after);
  });

  test('has names and numbers that nothing beside it has', () => {
    const head = headOf('ServiceEntry');
    const port = '    - number: 80\n      name: http\n';
    checkCompletionText(
      `${head}  ports:\n${port}    - $0\n`,
      'number, name, protocol',
      `${head}  ports:\n${port}    - number: 443\n      name: https\n      protocol: HTTPS\n`,
    );
  });

  test('is another one of those that are there', () => {
    const head = headOf('DestinationRule');
    const subset = '    - name: v1\n      labels:\n        version: v1\n';
    checkCompletionText(
      `${head}  host: a\n  subsets:\n${subset}    - $0\n`,
      'name, labels',
      `${head}  host: a\n  subsets:\n${subset}    - name: v2\n      labels:\n        version: v2\n`,
    );
  });

  test('has the weight that the other destinations leave', () => {
    const head = headOf('VirtualService');
    const route = '  http:\n    - route:\n        - destination:\n            host: a\n          weight: 80\n';
    checkCompletionText(
      `${head}${route}        - $0\n`,
      'destination, weight',
      `${head}${route}        - destination:\n            host: a\n          weight: 20\n`,
    );
  });

  test('has what the rest of the resource asks for', () => {
    const head = headOf('ServiceEntry');
    const endpoints = '  endpoints:\n    - {address: 10.0.0.1, ports: {grpc-api: 9000, http: 8080}}\n';
    checkCompletionText(
      `${head}${endpoints}  $0\n`,
      'ports',
      `${head}${endpoints}  ports:\n    - number: 8081\n      name: grpc-api\n      protocol: GRPC\n    - number: 80\n      name: http\n      protocol: HTTP\n`,
    );
  });
});

describe('on a line of another indentation', () => {
  test.each([
    ['that is too deep', '  hosts: [a]\n      $0\n', '  hosts: [a]\n  resolution: \n'],
    ['that is too deep, to a word', '  hosts: [a]\n    reso$0\n', '  hosts: [a]\n  resolution: \n'],
    [
      'that is too shallow',
      '  hosts: [a]\n$0\n  location: MESH_INTERNAL\n',
      '  hosts: [a]\n  resolution: \n  location: MESH_INTERNAL\n',
    ],
    ['that belongs to other lines', '$0\n  hosts: [a]\n', '  resolution: \n  hosts: [a]\n'],
  ])('%s what is accepted stands where it belongs', (_, before, after) => {
    checkCompletionText(headOf('ServiceEntry') + before, 'resolution', headOf('ServiceEntry') + after);
  });

  test('between the items of a list a new one is begun', () => {
    const head = headOf('ServiceEntry');
    checkCompletionText(
      `${head}  hosts: [a]\n  ports:\n  $0\n  - number: 80\n    name: http\n`,
      'targetPort',
      `${head}  hosts: [a]\n  ports:\n  - targetPort: \n  - number: 80\n    name: http\n`,
    );
  });

  test('lines that have lost their key are given it first', () => {
    expect(offersAt('ServiceEntry', '  $0\n    labels:\n      app: a')[0]).toBe('workloadSelector');
    expect(offersAt('ServiceEntry', '  $0\n    - address: 10.0.0.1')[0]).toBe('endpoints');
  });

  test('nothing is offered before another word', () => {
    expect(offersAt('ServiceEntry', '  hosts:\n    - $0 a.com')).toEqual([]);
    expect(offersAt('ServiceEntry', '  resolution:$0  STATIC')).toEqual([]);
  });
});
