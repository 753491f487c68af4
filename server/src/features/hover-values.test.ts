import { describe, expect, test } from 'vitest';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { provideHover } from './hover.ts';

const NETWORKING = 'apiVersion: networking.istio.io/v1\nmetadata: {name: a}\n';

/** The paragraphs of the hover at the cursor. */
function paragraphs(fixture: string): string[] {
  const parsed = parseFixture(fixture);
  const { uri, start } = cursorOf(parsed);
  const contents = provideHover(engineOf(parsed), uri, start)?.contents as { readonly value: string } | undefined;
  return contents?.value.split('\n\n') ?? [];
}

/** What the hover begins with, in a resource of a kind with this spec. */
function first(kind: string, spec: string): string | undefined {
  return paragraphs(`${NETWORKING}kind: ${kind}\nspec: ${spec}\n`)[0];
}

function policy(written: string): string | undefined {
  return first('DestinationRule', `{host: a, trafficPolicy: ${written}}`);
}

describe('a duration is told in words', () => {
  test.each([
    ['1h30m', '1 hour 30 minutes'],
    ['90s', '1 minute 30 seconds'],
    ['1.5s', '1 second 500 milliseconds'],
    ['24h', '1 day'],
    ['250ms', '250 milliseconds'],
    ['2h', '2 hours'],
    ['1500us', '1 millisecond 500 microseconds'],
  ])('%s', (written, words) => {
    expect(policy(`{outlierDetection: {interval: ${written}$0}}`)).toBe(`\`${written}\`: ${words}.`);
  });

  test.each([
    ['that closes nothing', '{connectionPool: {tcp: {idleTimeout: 0s$0}}}', 'Idle connections are never closed.'],
    [
      'of a cookie',
      '{loadBalancer: {consistentHash: {httpCookie: {name: a, ttl: 0s$0}}}}',
      'A session cookie: it is gone when the browser closes.',
    ],
  ])('zero %s', (_, written, words) => {
    expect(policy(written)).toBe(`\`0s\`: ${words}`);
  });

  test('what is none is left to the finding', () => {
    expect(policy('{outlierDetection: {interval: soon$0}}')).not.toContain('soon');
    expect(policy('{outlierDetection: {interval: 0s$0}}')).not.toContain('`0s`');
  });

  test('a word elsewhere is none', () => {
    expect(first('ServiceEntry', '{hosts: [1h$0]}')).not.toContain('hour');
  });
});

describe('a locality is taken apart', () => {
  const locality = (written: string): string | undefined =>
    first('WorkloadEntry', `{address: a, locality: ${written}}`);

  test('of three parts', () => {
    expect(locality('us/us-east-1$0/az-1')).toBe(
      '`us/us-east-1/az-1`: Region `us`, zone `us-east-1`, subzone `az-1`. With outlier detection it is the first choice of clients in the same subzone, the second in the rest of the zone, the third in the rest of the region, and the last elsewhere.',
    );
  });

  test('of more parts', () => {
    expect(locality('us/a/b/r1$01')).toContain('What follows, `r11`, is not compared.');
  });

  test.each([
    ['us', 'Region `us`, without zone and subzone.'],
    ['us/a', 'Region `us`, zone `a`, without subzone.'],
  ])('of fewer parts: %s', (written, parts) => {
    expect(locality(`${written}$0`)).toContain(parts);
  });

  test('with dots', () => {
    expect(locality('us.a$0.b')).toContain('One region named `us.a.b`');
  });

  test.each([
    ['us/*', '`us/*`: Clients in region `us`.'],
    ['us/a/*', '`us/a/*`: Clients in zone `a` of region `us`.'],
    ['us/a/b', '`us/a/b`: Clients in subzone `b` of zone `a` of region `us`.'],
    ['"*"', '`*`: Clients everywhere.'],
  ])('of clients: %s', (written, words) => {
    expect(policy(`{loadBalancer: {localityLbSetting: {distribute: [{from: ${written}$0}]}}}`)).toBe(words);
  });

  test('that can never match is not', () => {
    expect(policy('{loadBalancer: {localityLbSetting: {distribute: [{from: us-east*$0}]}}}')).not.toContain(
      'Clients in',
    );
  });

  test('of endpoints, and its share', () => {
    const distribute = (to: string): string | undefined =>
      policy(`{loadBalancer: {localityLbSetting: {distribute: [{from: us/*, to: {${to}}}]}}}`);
    expect(distribute('us$0/a/*: 80, us/b/*: 20')).toBe('`us/a/*`: Endpoints in zone `a` of region `us`.');
    expect(distribute('us/a/*: 8$00, us/b/*: 20')).toBe(
      '`80`: 80 % of the traffic goes to endpoints in zone `a` of region `us`.',
    );
  });
});

describe('a protocol tells what happens to traffic', () => {
  const port = (protocol: string): string | undefined =>
    first('ServiceEntry', `{hosts: [a.com], ports: [{number: 80, name: a, protocol: ${protocol}$0}]}`);

  test.each([
    ['HTTP', /^`HTTP`: Each request is routed/],
    ['grpc', /^`grpc`: Each request is routed/],
    ['TLS', /^`TLS`: Encrypted by the client/],
    ['HTTPS', /^`HTTPS`: Encrypted by the client/],
    ['TCP', /^`TCP`: A stream of bytes/],
    ['MYSQL', /^`MYSQL`: Handled as `TCP`/],
    ['UDP', /^`UDP`: Proxies leave it alone/],
  ])('%s', (protocol, text) => {
    expect(port(protocol)).toMatch(text);
  });

  test('unless Istio refuses it', () => {
    expect(port('KAFKA')).not.toContain('KAFKA');
  });

  test.each([
    ['HTTPS', '{mode: SIMPLE}', 'Decrypted here, then routed by request'],
    ['TLS', '{mode: MUTUAL}', 'Decrypted here, then passed on as a stream'],
    ['TLS', '{mode: PASSTHROUGH}', 'Encrypted by the client'],
    ['HTTPS', '{mode: AUTO_PASSTHROUGH}', 'Stays encrypted'],
    ['HTTP', '{httpsRedirect: true}', 'Each request is routed'],
  ])('at a gateway: %s with %s', (protocol, tls, text) => {
    const server = `{hosts: [a.com], port: {number: 443, name: a, protocol: ${protocol}$0}, tls: ${tls}}`;
    expect(first('Gateway', `{servers: [${server}]}`)).toContain(text);
  });

  test.each([
    ['{port: 80, name: http-web$0}', '`http-web`: Istio reads HTTP from the name. Each request'],
    ['{port: 80, name: grpc-web-a$0}', 'Istio reads GRPC-Web from the name.'],
    ['{port: 80, name: web$0}', 'tells HTTP from TCP by the first bytes'],
    ['{port: 3306, name: db$0}', 'for port 3306 Istio assumes TCP'],
    ['{port: 80, name: a, appProtocol: kubernetes.io/h2c$0}', '`kubernetes.io/h2c`: HTTP2: Each request'],
    ['{port: 80, name: a, appProtocol: kafka$0}', 'Istio does not know it'],
  ])('of a Service: %s', (written, text) => {
    const service = `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports: [${written}]\n`;
    expect(paragraphs(service)[0]).toContain(text);
  });

  test.each(['{port: 80, name: http$0, appProtocol: tcp}', '{port: 80, name: http$0, protocol: UDP}'])(
    'not by a name that does not count: %s',
    (written) => {
      const service = `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  ports: [${written}]\n`;
      expect(paragraphs(service)[0]).not.toContain('Istio reads');
    },
  );
});

describe('a weight is told as a share', () => {
  test.each([
    ['http', '**90 %** of the requests (9 of 10).'],
    ['tcp', '**90 %** of the connections (9 of 10).'],
  ])('of a destination of %s', (kind, share) => {
    const routes =
      '[{destination: {host: a}, weight: 9$0}, {destination: {host: b}, weight: 1}, {destination: {host: c}}]';
    expect(first('VirtualService', `{hosts: [a], ${kind}: [{route: ${routes}}]}`)).toBe(`\`9\`: ${share}`);
  });

  test('unless the destination is the only one', () => {
    const route = '[{destination: {host: a}, weight: 9$0}]';
    expect(first('VirtualService', `{hosts: [a], http: [{route: ${route}}]}`)).toContain('gets everything');
  });

  test('of an endpoint, where none and 0 count as 1', () => {
    const endpoints = (weight: string): string =>
      `{hosts: [a], endpoints: [{address: a, weight: ${weight}$0}, {address: b}, {address: c, weight: 0}]}`;
    expect(first('ServiceEntry', endpoints('2'))).toMatch(/^`2`: \*\*50 %\*\* of the traffic \(2 of 4\)/);
    expect(first('ServiceEntry', endpoints('0'))).toMatch(/^`0`: Counts as 1\. \*\*33\.3 %\*\*/);
  });

  test('of a backend', () => {
    const text =
      'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: a}\nspec:\n  rules: [{backendRefs: [{name: a, weight: 3$0}, {name: b}]}]\n';
    expect(paragraphs(text)[0]).toBe('`3`: **75 %** of the requests (3 of 4).');
  });
});

test.each([
  ['0.1', '1 request in 1000.'],
  ['50', '1 request in 2.'],
  ['100', 'Every request.'],
  ['0', 'No request.'],
])('a percentage of %s is told as a count', (written, words) => {
  const fault = `{abort: {httpStatus: 500, percentage: {value: ${written}$0}}}`;
  expect(first('VirtualService', `{hosts: [a], http: [{fault: ${fault}}]}`)).toBe(`\`${written}\`: ${words}`);
});

test('what is said of a value comes before what the field is, and the link', () => {
  const [value, field, ...rest] = paragraphs(
    `${NETWORKING}kind: DestinationRule\nspec: {host: a, trafficPolicy: {outlierDetection: {interval: 1m$0}}}\n`,
  );
  expect(value).toBe('`1m`: 1 minute.');
  expect(field).not.toBe('');
  expect(rest.at(-1)).toMatch(/^\[Reference\]\(https:/);
});

test.each([
  ['ServiceEntry', '{hosts: [a.com], exportTo: [".$0"]}', '`.`: The namespace of this resource.'],
  ['DestinationRule', '{host: a, exportTo: ["*$0"]}', '`*`: Every namespace.'],
  ['VirtualService', '{hosts: [a], exportTo: ["~$0"]}', '`~`: No namespace: nobody sees it.'],
  [
    'VirtualService',
    '{hosts: [a], gateways: [mesh$0]}',
    '`mesh`: All sidecars of the mesh, beside any gateways that are listed.',
  ],
])('a sign is told in words: %s %s', (kind, spec, words) => {
  expect(first(kind, spec)).toBe(words);
});

test('a single target is a list by now', () => {
  const text =
    'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\nmetadata: {name: a}\nspec: {targetRe$0f: {kind: Gateway}}\n';
  expect(paragraphs(text)[0]).toBe('**Deprecated**: write `targetRefs`, a list.');
});

test('a deprecated field says by what it is replaced, and stands out', () => {
  const text = policy('{outlierDetection: {consecutive$0Errors: 5}}');
  expect(text).toMatch(/^\*\*Deprecated\*\*: write `consecutive5xxErrors`/);
});
