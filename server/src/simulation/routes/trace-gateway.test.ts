import { describe, expect, test } from 'vitest';
import { resource } from '../../testing/simulated.ts';
import {
  answerLine,
  FROM_GATEWAY,
  gateway,
  HTTP,
  host,
  server,
  to,
  trace,
  virtualService,
} from '../../testing/traced.ts';
import type { MeshRequest } from './request.ts';

const A = host('a.example.com');
const B = host('b.example.com');
const GW = gateway('gw', server(80, 'HTTP', '"*"'));
const TO_A = 'route default/vs 80||a.example.com';

function goes(documents: readonly string[], request: Partial<MeshRequest> = {}): string {
  return answerLine([A, B, ...documents], { ...FROM_GATEWAY, ...request });
}

function told(documents: readonly string[], request: Partial<MeshRequest> = {}): string[] {
  return trace([A, B, ...documents], { ...FROM_GATEWAY, ...request }).steps.map(({ what }) => what);
}

function vs(name: string, hosts: string, http: string, more = '', metadata = ''): string {
  return virtualService(name, hosts, http, more === '' ? 'gateways: [gw]' : more, metadata);
}

const VS = vs('vs', 'w.example.com', to('a.example.com'));

describe('a Gateway (D8.1)', () => {
  test('is for the pods that its selector finds, in any namespace', () => {
    expect(goes([GW, VS])).toBe(TO_A);
    expect(goes([GW, VS], { labels: { istio: 'egressgateway' } })).toBe('no-listener');
    expect(told([GW, VS], { labels: { istio: 'egressgateway' } })).toContain(
      'Gateway default/gw does not select this proxy.',
    );
  });

  test('without selector is for every gateway', () => {
    const open = resource('Gateway', 'gw', `{servers: [${server(80, 'HTTP', '"*"')}]}`);
    expect(goes([open, VS], { labels: {} })).toBe(TO_A);
  });
});

describe('the port of a server (D8.2)', () => {
  const service = (more = ''): string =>
    resource(
      'Service',
      'istio-system/ingress',
      '{selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}]}',
      { metadata: more },
    );

  test('is translated by the Service of the pods, as is that of the request', () => {
    expect(goes([GW, VS, service()])).toBe(TO_A);
    expect(goes([GW, VS, service()], { port: 8080 })).toBe(TO_A);
    expect(told([GW, VS, service()])[0]).toBe('The Service of the gateway leads port 80 to port 8080 of its pods.');
  });

  test('may be that of the pods themselves', () => {
    const own = gateway('gw', server(8080, 'HTTP', '"*"'));
    expect(goes([own, VS, service()])).toBe('route default/vs 80||a.example.com');
  });

  test('is not translated where a label forbids it', () => {
    const label = 'labels: {experimental.istio.io/disable-gateway-port-translation: "true"}';
    expect(goes([GW, VS, service(label)], { port: 8080 })).toBe('no-listener');
  });

  test('that nobody listens on is told, with those that there are', () => {
    expect(told([GW, VS], { port: 8080 })).toEqual([
      'No server of a Gateway for this proxy gives a listener on port 8080.',
      'Gateway default/gw has a server on port 80 (HTTP).',
    ]);
  });
});

describe('servers of one port (D8.3)', () => {
  const TLS = 'tls: {mode: SIMPLE, credentialName: c}';

  test('of HTTP are merged, of several Gateways too', () => {
    const other = gateway('other', server(80, 'HTTP2', '"*"'));
    const second = vs('second', 'x.example.com', to('b.example.com'), 'gateways: [other]');
    expect(goes([GW, VS, other, second], { host: 'x.example.com' })).toBe('route default/second 80||b.example.com');
  });

  test('that are not HTTP are left out behind one that is, and it is told', () => {
    const other = gateway('other', server(80, 'TCP', '"*"'));
    expect(goes([GW, VS, other], { protocol: 'tcp' })).toBe('connection-error');
    expect(told([GW, VS, other])).toContain(
      'servers[0] of Gateway default/other is left out: the first server of this port is plaintext HTTP, which it cannot be merged with.',
    );
  });

  test('with TLS are told apart by name, and a plaintext one joins them', () => {
    const gw = gateway('gw', [server(443, 'HTTPS', 'w.example.com', TLS), server(443, 'HTTP', '"*"')].join(', '));
    expect(goes([gw, VS], { port: 443, protocol: 'tls' })).toBe(TO_A);
    expect(goes([gw, VS], { port: 443, protocol: 'tls', host: 'z.org' })).toBe('connection-error');
    expect(goes([gw, VS], { port: 443, protocol: 'http' })).toBe(TO_A);
  });

  test('with TLS are left out whole if one of their hosts was there before', () => {
    const first = gateway('a', server(443, 'HTTPS', 'w.example.com', TLS));
    const second = gateway('b', server(443, 'HTTPS', 'w.example.com, x.example.com', TLS));
    expect(goes([first, second], { port: 443, protocol: 'tls', host: 'x.example.com' })).toBe('no-filter-chain');
    expect(told([first, second], { port: 443, protocol: 'tls', host: 'x.example.com' })).toContain(
      'servers[0] of Gateway default/b is left out: one of its hosts stands in an earlier server with `tls` on this port.',
    );
  });

  test('for a name written in two ways make Envoy refuse the listener (D8.12)', () => {
    const both = gateway('a', server(443, 'HTTPS', 'w.example.com', TLS));
    const again = gateway('b', server(443, 'HTTPS', 'default/w.example.com', TLS));
    expect(goes([both, again], { port: 443, protocol: 'tls' })).toBe('no-listener');
  });
});

describe('what a server does not end (D8.4)', () => {
  const PASS = server(443, 'TLS', '"*.example.com"', 'tls: {mode: PASSTHROUGH}');
  const tls = (name: string, names: string, target: string): string =>
    virtualService(
      name,
      names,
      '',
      `gateways: [gw], tls: [{match: [{sniHosts: [${names}]}], route: [{destination: {host: ${target}, port: {number: 80}}}]}]`,
    );

  test('goes by the server names of VirtualServices', () => {
    const mesh = [gateway('gw', PASS), tls('vs', 'w.example.com', 'a.example.com')];
    expect(goes(mesh, { port: 443, protocol: 'tls' })).toBe('route 80||a.example.com');
    expect(goes(mesh, { port: 443, protocol: 'tls', host: 'x.example.com' })).toBe('no-filter-chain');
  });

  test('goes by the first that has a name', () => {
    const mesh = [
      gateway('gw', PASS),
      tls('a', 'w.example.com', 'a.example.com'),
      tls('b', 'w.example.com', 'b.example.com'),
    ];
    expect(goes(mesh, { port: 443, protocol: 'tls' })).toBe('route 80||a.example.com');
  });

  test('of TCP goes by the first rule of the first VirtualService; without one nobody listens', () => {
    const tcp = (name: string, target: string): string =>
      virtualService(
        name,
        'w.example.com',
        '',
        `gateways: [gw], tcp: [{match: [{port: 5432}], route: [{destination: {host: ${target}}}]}]`,
      );
    const gw = gateway('gw', server(5432, 'TCP', '"*"'));
    const request = { port: 5432, protocol: 'tcp' } as const;
    expect(goes([gw, tcp('a', 'a.example.com'), tcp('b', 'b.example.com')], request)).toBe('route 80||a.example.com');
    expect(goes([gw], request)).toBe('no-listener');
    expect(told([gw], request)).toContain('No rule of a VirtualService is for servers[0] of Gateway default/gw.');
  });
});

describe('hosts of servers and VirtualServices (D8.5)', () => {
  test.each([
    ['"*.example.com"', 'w.example.com', 'w.example.com', true],
    ['w.example.com', '"*.example.com"', 'w.example.com', true],
    ['w.example.com', '"*.example.com"', 'x.example.com', false],
    ['"*.org"', 'w.example.com', 'w.example.com', false],
    ['default/w.example.com', 'w.example.com', 'w.example.com', true],
    ['./w.example.com', 'w.example.com', 'w.example.com', true],
    ['other/w.example.com', 'w.example.com', 'w.example.com', false],
    ['"*/w.example.com"', 'w.example.com', 'w.example.com', true],
  ])('server %s, VirtualService %s: %s is served: %s', (ofServer, ofVs, asked, isServed) => {
    const mesh = [gateway('gw', server(80, 'HTTP', ofServer)), vs('vs', ofVs, to('a.example.com'))];
    expect(goes(mesh, { host: asked })).toBe(isServed ? TO_A : 'no-route');
  });

  test('that do not meet are told', () => {
    const mesh = [gateway('gw', server(80, 'HTTP', '"*.org"')), VS];
    expect(told(mesh)).toContain('default/vs has no part in it: the server of default/gw is for *.org only.');
  });
});

describe('a VirtualService has no part at a gateway (D7.1, D7.2)', () => {
  test.each([
    ['gateways: [mesh]', 'it names no gateway, so it is for sidecars only'],
    ['gateways: [other]', 'it is for default/other, not for default/gw'],
    ["gateways: [gw], exportTo: ['.']", 'it is not exported to namespace `istio-system`'],
  ])('with %s', (more, reason) => {
    const mesh = [GW, vs('vs', 'w.example.com', to('a.example.com'), more)];
    expect(goes(mesh)).toBe('no-route');
    expect(told(mesh)).toContain(`default/vs has no part in it: ${reason}.`);
  });
});

test('of a service that is not exported to the gateway there is no cluster (D8.6)', () => {
  const hidden = host('c.example.com', HTTP, "exportTo: ['.']");
  const mesh = [GW, hidden, vs('vs', 'w.example.com', to('c.example.com', ''))];
  expect(trace(mesh, FROM_GATEWAY).ends[0]?.failure).toBe('503: this host is not exported to namespace `istio-system`');
});

describe('httpsRedirect (D8.7)', () => {
  const redirecting = (hosts: string): string => gateway('gw', server(80, 'HTTP', hosts, 'tls: {httpsRedirect: true}'));

  test('answers for hosts with and without a VirtualService', () => {
    expect(goes([redirecting('"*.example.com"'), VS], { path: '/x' })).toBe('redirect 301 https://w.example.com/x');
    expect(goes([redirecting('"*.example.com"')])).toBe('redirect 301 https://w.example.com/');
  });

  test('leaves hosts with a namespace to nobody', () => {
    expect(goes([redirecting('default/w.example.com')])).toBe('no-route');
  });
});

describe('virtual hosts of a gateway (D8.9)', () => {
  test('have the rules of all VirtualServices, those for every request last', () => {
    const mesh = [
      GW,
      vs('a', 'w.example.com', to('a.example.com')),
      vs('b', 'w.example.com', to('b.example.com', 'match: [{uri: {prefix: /x}}]')),
    ];
    expect(goes(mesh, { path: '/x' })).toBe('route default/b 80||b.example.com');
    expect(goes(mesh)).toBe('route default/a 80||a.example.com');
  });

  test('are one for a request: a wildcard is not tried after an exact host', () => {
    const mesh = [
      GW,
      vs('a', 'w.example.com', to('a.example.com', 'match: [{uri: {prefix: /x}}]')),
      vs('b', '"*.example.com"', to('b.example.com')),
    ];
    expect(goes(mesh)).toBe('no-route');
    expect(told(mesh)).toContain(
      'default/b has no part in it: a request has one virtual host, and w.example.com is another than that of *.example.com.',
    );
  });

  test('have no short names, and the port of the header does not count', () => {
    const mesh = [GW, vs('vs', 'w.default.svc.cluster.local', to('a.example.com'))];
    expect(goes(mesh, { host: 'w.default.svc.cluster.local:8080' })).toBe(TO_A);
    expect(goes(mesh, { host: 'w' })).toBe('no-route');
  });

  test('that nobody has are a 404, told with what there is', () => {
    expect(goes([GW, VS], { host: 'nobody.org' })).toBe('no-route');
    expect(told([GW, VS], { host: 'nobody.org' })).toContain('default/vs has no part in it: it is for w.example.com.');
  });
});

test('the routes of a Gateway are made with its first server, another of the same port uses them (D8.10)', () => {
  const service = resource(
    'Service',
    'istio-system/ingress',
    '{selector: {istio: ingressgateway}, ports: [{name: http, port: 80, targetPort: 8080}]}',
  );
  const gw = gateway('gw', [server(80, 'HTTP', 'w.example.com'), server(8080, 'HTTP', 'x.example.com')].join(', '));
  const both = vs('vs', 'w.example.com, x.example.com', `${to('a.example.com', 'match: [{port: 80}]')}`);
  expect(goes([gw, both, service], { host: 'x.example.com' })).toBe(TO_A);
});

test('a destination means the service of the namespace of the VirtualService first (D8.11)', () => {
  const port = (number: number): string => `{name: http, number: ${number}, protocol: HTTP}`;
  const mesh = [
    GW,
    host('c.example.com', port(8001), '', 'aaa'),
    host('c.example.com', port(8002), '', 'default'),
    vs('vs', 'w.example.com', to('c.example.com')),
  ];
  expect(goes(mesh)).toBe('route default/vs 8002||c.example.com');
});

describe('a connection that a server does not expect is an error (D8.12):', () => {
  const TLS = gateway('gw', server(443, 'HTTPS', 'w.example.com', 'tls: {mode: SIMPLE, credentialName: c}'));
  test.each([
    [TLS, { port: 443, protocol: 'http' }, 'no-filter-chain'],
    [TLS, { port: 443, protocol: 'tls', host: 'z.org' }, 'no-filter-chain'],
    [TLS.replace('w.example.com', '"*"'), { port: 443, protocol: 'http' }, 'connection-error'],
    [GW, { protocol: 'tls' }, 'connection-error'],
    [GW, { protocol: 'tcp' }, 'connection-error'],
  ] as const)('%#', (gw, request, expected) => {
    expect(goes([gw, VS], request)).toBe(expected);
  });
});

test('behind TLS that the gateway ended the scheme is https', () => {
  const gw = gateway('gw', server(443, 'HTTPS', 'w.example.com', 'tls: {mode: SIMPLE, credentialName: c}'));
  const rule = '{match: [{scheme: {exact: https}}], route: [{destination: {host: a.example.com, port: {number: 80}}}]}';
  expect(goes([gw, vs('vs', 'w.example.com', rule)], { port: 443, protocol: 'tls' })).toBe(TO_A);
});

test('all hosts of all namespaces are just all hosts (D8.13)', () => {
  expect(goes([gateway('gw', server(80, 'HTTP', '"*/*"')), VS])).toBe(TO_A);
});
