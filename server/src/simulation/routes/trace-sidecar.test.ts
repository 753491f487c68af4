import { describe, expect, test } from 'vitest';
import { resource } from '../../testing/simulated.ts';
import { answerLine, HTTP, host, to, trace, virtualService } from '../../testing/traced.ts';

const TCP = '{name: tcp, number: 80, protocol: TCP}';
const TLS = '{name: tls, number: 80, protocol: TLS}';
const SNIFFED = '{name: any, number: 80}';
const A = host('a.example.com');
const B = host('b.example.com');
const OWN = 'route 80||w.example.com';

function service(name: string, spec: string): string {
  return resource('Service', name, `{selector: {app: x}, ${spec}}`);
}

describe('a listener (D5.7)', () => {
  test('of HTTP is shared by all addresses, and finds the service by its name', () => {
    const mesh = [host('w.example.com', HTTP, 'addresses: [10.1.0.1]'), A];
    expect(answerLine(mesh, { address: '10.1.0.1', host: 'a.example.com' })).toBe('route 80||a.example.com');
  });

  test('of TCP is for the address of its service only', () => {
    const mesh = [host('w.example.com', TCP, 'addresses: [10.1.0.1]')];
    expect(answerLine(mesh, { address: '10.1.0.1', protocol: 'tcp' })).toBe(OWN);
    expect(answerLine(mesh, { protocol: 'tcp' })).toBe('passthrough');
    expect(trace(mesh).steps.at(-1)?.what).toBe('default/w-example-com is listened for on its address 10.1.0.1 only.');
  });

  test('without a protocol looks whether a connection is HTTP', () => {
    const vs = virtualService('vs', 'w.example.com', to('a.example.com'));
    const mesh = [host('w.example.com', SNIFFED, 'addresses: [10.1.0.1]'), A, vs];
    expect(answerLine(mesh, { address: '10.1.0.1' })).toBe('route default/vs 80||a.example.com');
    expect(answerLine(mesh, { address: '10.1.0.1', protocol: 'tcp' })).toBe(OWN);
    expect(answerLine(mesh, { address: '10.1.0.1', protocol: 'tls' })).toBe(OWN);
  });

  test('behind an address of its own does not look at the Host header (D7.12)', () => {
    const mesh = [host('w.example.com', SNIFFED, 'addresses: [10.1.0.1]'), A];
    expect(answerLine(mesh, { address: '10.1.0.1', host: 'nobody.org' })).toBe(OWN);
  });
});

describe('services that share a port of all addresses (D5.10)', () => {
  test('are told apart: HTTP by name, TLS by server name, the rest goes to the first', () => {
    const mesh = [A, host('b.example.com', TLS), host('c.example.com', TCP), host('d.example.com', TCP)];
    expect(answerLine(mesh, { host: 'a.example.com' })).toBe('route 80||a.example.com');
    expect(answerLine(mesh, { host: 'b.example.com', protocol: 'tls' })).toBe('route 80||b.example.com');
    expect(answerLine(mesh, { host: 'z.example.com', protocol: 'tls' })).toBe('route 80||c.example.com');
    expect(answerLine(mesh, { protocol: 'tcp' })).toBe('route 80||c.example.com');
  });

  test('MONGO refuses company, the later gets no listener', () => {
    const mesh = [host('a.example.com', TCP), host('b.example.com', TCP.replace('TCP', 'MONGO'))];
    expect(answerLine(mesh, { protocol: 'tcp' })).toBe('route 80||a.example.com');
    expect(answerLine([...mesh].slice(1), { protocol: 'tcp' })).toBe('route 80||b.example.com');
  });
});

test('without address, resolution NONE listens on each of its endpoints (D5.11)', () => {
  const mesh = [
    resource(
      'ServiceEntry',
      'se',
      `{hosts: [w.example.com], location: MESH_INTERNAL, ports: [${TCP}], workloadSelector: {labels: {app: w}}}`,
    ),
    resource('WorkloadEntry', 'we', '{address: 10.0.0.1, labels: {app: w}}'),
  ];
  expect(answerLine(mesh, { address: '10.0.0.1', protocol: 'tcp' })).toBe(OWN);
  expect(answerLine(mesh, { address: '10.0.0.2', protocol: 'tcp' })).toBe('passthrough');
});

test('an ExternalName Service is a further name of what it stands for (D5.12)', () => {
  const alias = resource('Service', 'alias', '{type: ExternalName, externalName: w.example.com, ports: [{port: 80}]}');
  expect(answerLine([host('w.example.com'), alias], { host: 'alias' })).toBe(OWN);
});

describe('of several VirtualServices for a host one alone decides (D7.3):', () => {
  const W = host('w.example.com');
  const at = (time: string): string => `creationTimestamp: "2026-01-0${time}T00:00:00Z"`;

  test('the oldest', () => {
    const mesh = [
      W,
      A,
      B,
      virtualService('a', 'w.example.com', to('a.example.com', 'match: [{uri: {prefix: /x}}]'), '', at('2')),
      virtualService('b', 'w.example.com', to('b.example.com', 'match: [{uri: {prefix: /y}}]'), '', at('1')),
    ];
    expect(answerLine(mesh, { path: '/y' })).toBe('route default/b 80||b.example.com');
    expect(answerLine(mesh, { path: '/x' })).toBe('no-route');
    expect(trace(mesh, { path: '/x' }).steps.map(({ what }) => what)).toContain(
      'default/a has no part in it: default/b comes before it, and in the mesh one alone decides about a host.',
    );
  });

  test('one exported to this namespace only before one for all', () => {
    const mesh = [
      W,
      A,
      B,
      virtualService('a', 'w.example.com', to('a.example.com')),
      virtualService('b', 'w.example.com', to('b.example.com'), "exportTo: ['.']"),
    ];
    expect(answerLine(mesh)).toBe('route default/b 80||b.example.com');
  });

  test('one that names it exactly before a wildcard', () => {
    const mesh = [
      W,
      A,
      B,
      virtualService('a', '"*.example.com"', to('a.example.com')),
      virtualService('b', 'w.example.com', to('b.example.com')),
    ];
    expect(answerLine(mesh)).toBe('route default/b 80||b.example.com');
  });

  test('one without routes for this client is passed over, but hides every wildcard', () => {
    const exact = virtualService('b', 'w.example.com', to('b.example.com', 'match: [{sourceLabels: {app: x}}]'));
    const wildcard = virtualService('a', '"*.example.com"', to('a.example.com'));
    expect(answerLine([W, A, B, exact, virtualService('c', 'w.example.com', to('a.example.com'))])).toBe(
      'route default/c 80||a.example.com',
    );
    expect(answerLine([W, A, B, exact, wildcard])).toBe(OWN);
    expect(trace([W, A, B, exact, wildcard]).steps.map(({ what }) => what)).toContain(
      'default/b has no part in it: none of its rules is for this client and port.',
    );
  });

  test.each([
    ['gateways: [gw]', 'it is for default/gw, not for `mesh`'],
    ['exportTo: [other]', 'it is not exported to namespace `default`'],
  ])('not one with %s (D7.1, D7.2)', (more, reason) => {
    const mesh = [W, A, virtualService('a', 'w.example.com', to('a.example.com'), more)];
    expect(answerLine(mesh)).toBe(OWN);
    expect(trace(mesh).steps.map(({ what }) => what)).toContain(`default/a has no part in it: ${reason}.`);
  });
});

test.each([
  ['HTTP', 'http', 'route default/vs 80||a.example.com'],
  ['TCP', 'tcp', 'route 80||b.example.com'],
  ['TLS', 'tls', 'route 80||c.example.com'],
  ['HTTPS', 'tcp', 'passthrough'],
] as const)('a port for %s asks the rules for it only (D7.4)', (protocol, sent, expected) => {
  const more =
    'tcp: [{route: [{destination: {host: b.example.com}}]}], ' +
    'tls: [{match: [{sniHosts: [w.example.com]}], route: [{destination: {host: c.example.com}}]}]';
  const mesh = [
    host('w.example.com', `{name: p, number: 80, protocol: ${protocol}}`, 'addresses: [10.1.0.1]'),
    virtualService('vs', 'w.example.com', to('a.example.com'), more),
  ];
  expect(answerLine(mesh, { address: '10.1.0.1', protocol: sent })).toBe(expected);
});

describe('a match (D7.5)', () => {
  const goes = (match: string, request = {}): string =>
    answerLine(
      [
        host('w.example.com'),
        A,
        B,
        virtualService('vs', 'w.example.com', `${to('a.example.com', `match: [${match}]`)}, ${to('b.example.com')}`),
      ],
      request,
    ).replace(/.*\|/, '');

  test.each([
    ['{port: 80}', {}, true],
    ['{port: 8080}', {}, false],
    ['{sourceNamespace: default}', {}, true],
    ['{sourceNamespace: other}', {}, false],
    ['{sourceLabels: {app: x}}', { labels: { app: 'x' } }, true],
    ['{sourceLabels: {app: x}}', { labels: { app: 'y' } }, false],
    ['{gateways: [mesh], sourceLabels: {app: x}}', { labels: { app: 'y' } }, true],
    ['{gateways: [gw]}', {}, false],
  ])('%s from %j counts: %s', (match, request, counts) => {
    expect(goes(match, request)).toBe(counts ? 'a.example.com' : 'b.example.com');
  });

  test('that takes every request ends the list', () => {
    expect(goes('{uri: {prefix: /}}, {uri: {prefix: /x}}', { path: '/x' })).toBe('a.example.com');
    const http = `${to('a.example.com')}, ${to('b.example.com', 'match: [{uri: {prefix: /x}}]')}`;
    const mesh = [host('w.example.com'), A, B, virtualService('vs', 'w.example.com', http)];
    expect(answerLine(mesh, { path: '/x' })).toBe('route default/vs 80||a.example.com');
    expect(trace(mesh, { path: '/x' }).steps.map(({ what }) => what)).toContain(
      'http[1].match[0] is passed over: what stands before it takes every request.',
    );
  });
});

describe('the port of a destination (D7.6)', () => {
  const two = host('a.example.com', '{name: http, number: 8080, protocol: HTTP}');

  test('is the one it names', () => {
    const rule = '{route: [{destination: {host: a.example.com, port: {number: 9090}}}]}';
    expect(answerLine([host('w.example.com'), two, virtualService('vs', 'w.example.com', rule)])).toBe(
      'route default/vs 9090||a.example.com',
    );
  });

  test('is that of the listener for HTTP in the mesh, be it one that the host has not', () => {
    const mesh = [host('w.example.com'), two, virtualService('vs', 'w.example.com', to('a.example.com'))];
    expect(answerLine(mesh)).toBe('route default/vs 80||a.example.com');
    expect(trace(mesh).ends[0]?.failure).toBe('503: a.example.com has no port 80, only 8080');
  });

  test('is the only one of the host for TCP', () => {
    const tcp = 'tcp: [{route: [{destination: {host: a.example.com}}]}]';
    const mesh = [host('w.example.com', TCP), two, virtualService('vs', 'w.example.com', '', tcp)];
    expect(answerLine(mesh, { protocol: 'tcp' })).toBe('route 8080||a.example.com');
  });
});

describe('weights (D7.7)', () => {
  const shared = (...weights: readonly (number | undefined)[]): string => {
    const routes = weights.map((weight, index) => {
      const text = weight === undefined ? '' : `, weight: ${weight}`;
      return `{destination: {host: ${'ab'[index] ?? 'c'}.example.com}${text}}`;
    });
    return answerLine([
      host('w.example.com'),
      virtualService('vs', 'w.example.com', `{route: [${routes.join(', ')}]}`),
    ]);
  };

  test('of a single destination do not count', () => {
    expect(shared(10)).toBe('route default/vs 80||a.example.com');
  });

  test('share requests as they are, whatever their sum', () => {
    expect(shared(30, 30)).toBe('route default/vs 80||a.example.com 30, 80||b.example.com 30');
  });

  test('of nothing or 0 give nothing', () => {
    expect(shared(10, undefined, 0)).toBe('route default/vs 80||a.example.com');
  });
});

describe('a host that no service of the port has (D7.8)', () => {
  test('is served on port 80', () => {
    const mesh = [host('w.example.com'), virtualService('vs', 'nowhere.org', to('w.example.com'))];
    expect(answerLine(mesh, { host: 'nowhere.org' })).toBe('route default/vs 80||w.example.com');
  });

  test('is served on other ports where another host of the VirtualService is a service', () => {
    const ports = '{name: http, number: 8080, protocol: HTTP}';
    const alone = [host('w.example.com', ports), virtualService('vs', 'nowhere.org', to('w.example.com'))];
    expect(answerLine(alone, { host: 'nowhere.org', port: 8080 })).toBe('passthrough');
    const both = [
      host('w.example.com', ports),
      virtualService('vs', 'w.example.com, nowhere.org', to('w.example.com')),
    ];
    expect(answerLine(both, { host: 'nowhere.org', port: 8080 })).toBe('route default/vs 8080||w.example.com');
  });
});

describe('an ExternalName Service as a destination (D7.10)', () => {
  const alias = (port: number): string =>
    resource(
      'Service',
      'alias',
      `{type: ExternalName, externalName: out.example.com, ports: [{name: http, port: ${port}}]}`,
    );
  const vs = virtualService('vs', 'w.example.com', to('alias'));

  test('is what it stands for if it has the port of the listener', () => {
    expect(answerLine([host('w.example.com'), alias(80), vs])).toBe('route default/vs 80||out.example.com');
  });

  test('is a cluster that does not exist if it has not', () => {
    expect(answerLine([host('w.example.com'), alias(81), vs])).toBe(
      'route default/vs 80||alias.default.svc.cluster.local',
    );
  });
});

describe('the names of a service (D7.11)', () => {
  const mesh = [service('other/w', 'clusterIP: 10.1.0.1, ports: [{name: http, port: 80}]')];
  const route = 'route 80||w.other.svc.cluster.local';
  test.each([
    ['w.other.svc.cluster.local', 'default', route],
    ['w.other.svc.cluster.local.', 'default', route],
    ['w.other.svc', 'default', route],
    ['w.other', 'default', route],
    ['W.Other', 'default', route],
    ['w.other:80', 'default', route],
    ['10.1.0.1', 'default', route],
    ['w', 'other', route],
    ['w', 'default', 'passthrough'],
    ['a.w.other', 'default', 'passthrough'],
  ])('%s in %s: %s', (name, namespace, expected) => {
    expect(answerLine(mesh, { host: name, namespace })).toBe(expected);
  });

  test('of a headless one are those of its pods too', () => {
    const headless = [service('other/w', 'clusterIP: None, ports: [{name: http, port: 80}]')];
    expect(answerLine(headless, { host: 'pod-0.w.other' })).toBe(route);
  });

  test('found, without a rule that matches, are a 404 and not unknown', () => {
    const vs = virtualService('vs', 'w.example.com', to('a.example.com', 'match: [{uri: {prefix: /x}}]'));
    expect(answerLine([host('w.example.com'), vs])).toBe('no-route');
  });
});

describe('TLS in the mesh (D7.13)', () => {
  const tls = (names: string, target: string, name = 'vs', hosts = 'w.example.com'): string =>
    virtualService(
      name,
      hosts,
      '',
      `tls: [{match: [{sniHosts: [${names}]}], route: [{destination: {host: ${target}}}]}]`,
    );
  const W = host('w.example.com', TLS, 'addresses: [10.1.0.1]');
  const request = { address: '10.1.0.1', protocol: 'tls' } as const;

  test('without a rule goes to the service, whatever its name, where it has an address', () => {
    expect(answerLine([W], { ...request, host: 'z.org' })).toBe(OWN);
    expect(answerLine([host('w.example.com', TLS)], { protocol: 'tls', host: 'z.org' })).toBe('passthrough');
  });

  test('with a rule is unknown under every other name', () => {
    expect(answerLine([W, tls('w.example.com', 'a.example.com')], request)).toBe('route 80||a.example.com');
    expect(answerLine([W, tls('w.example.com', 'a.example.com')], { ...request, host: 'z.org' })).toBe('passthrough');
  });

  test('takes the longest name, not the first', () => {
    const both = [
      tls('"*.example.com"', 'a.example.com', 'a', '"*.example.com"'),
      tls('w.example.com', 'b.example.com', 'b'),
    ];
    expect(answerLine([W, ...both], request)).toBe('route 80||b.example.com');
  });

  test('to a block of addresses is told by its name', () => {
    const mesh = [host('w.example.com', TLS, 'addresses: [10.1.0.0/24]')];
    expect([answerLine(mesh, request), answerLine(mesh, { ...request, host: 'z.org' })]).toEqual([OWN, 'passthrough']);
  });

  test('gives the addresses of one match to the later ones too', () => {
    const first =
      'match: [{sniHosts: [x.example.com], destinationSubnets: [10.2.0.0/16]}], route: [{destination: {host: b}}]';
    const vs = tls('w.example.com', 'a.example.com', 'vs', '"*.example.com"').replace('tls: [', `tls: [{${first}}, `);
    expect(answerLine([W, vs], request)).toBe('passthrough');
  });
});

describe('TCP in the mesh (D7.14)', () => {
  const tcp = (name: string, hosts: string, target: string, match = ''): string =>
    virtualService(name, hosts, '', `tcp: [{${match}route: [{destination: {host: ${target}}}]}]`);
  const W = host('w.example.com', TCP, 'addresses: [10.1.0.1]');
  const request = { address: '10.1.0.1', protocol: 'tcp' } as const;

  test('goes by the first rule, a wildcard before an exact name if that sorts first', () => {
    const mesh = [W, tcp('a', '"*.example.com"', 'a.example.com'), tcp('b', 'w.example.com', 'b.example.com')];
    expect(answerLine(mesh, request)).toBe('route 80||a.example.com');
  });

  test('to some addresses only, the rest goes to the service', () => {
    const mesh = [
      host('w.example.com', TCP),
      tcp('a', 'w.example.com', 'a.example.com', 'match: [{destinationSubnets: [10.2.0.0/16]}], '),
    ];
    expect(answerLine(mesh, { ...request, address: '10.2.3.4' })).toBe('route 80||a.example.com');
    expect(answerLine(mesh, { ...request, address: '10.3.3.4' })).toBe(OWN);
  });
});

describe('unknown traffic (D9.3)', () => {
  const closed = resource('Sidecar', 'closed', '{outboundTrafficPolicy: {mode: REGISTRY_ONLY}}');

  test('passes where everything is allowed', () => {
    expect(answerLine([A], { host: 'nobody.org' })).toBe('passthrough');
    expect(answerLine([A], { host: 'nobody.org', port: 9999 })).toBe('passthrough');
  });

  test('is answered 502 on a port of HTTP where only known hosts are allowed, else cut', () => {
    expect(answerLine([A, closed], { host: 'nobody.org' })).toBe('direct-response 502');
    expect(answerLine([A, closed], { host: 'nobody.org', port: 9999 })).toBe('blackhole');
    expect(answerLine([A], { host: 'nobody.org', port: 9999 }, { outboundTrafficPolicy: 'REGISTRY_ONLY' })).toBe(
      'blackhole',
    );
  });

  test.each([
    [{ port: 81 }, 'default/a-example-com has no port 81, only 80.'],
    [{ namespace: 'other' }, 'default/a-example-com does not count: it is not exported to namespace `other`.'],
  ])('that means a service is told why: %j', (request, what) => {
    const mesh = [host('a.example.com', HTTP, "exportTo: ['.']")];
    expect(trace(mesh, { host: 'a.example.com', ...request }).steps.at(-1)?.what).toBe(what);
  });
});

describe('a Sidecar (D9)', () => {
  const sidecar = (egress: string): string => resource('Sidecar', 'sc', `{egress: [${egress}]}`);
  const vs = virtualService('vs', 'w.example.com', to('o.example.com'));

  test('gives destinations of a VirtualService clusters, and nothing else (D9.2)', () => {
    const other = host('o.example.com', HTTP, '', 'other');
    const mesh = [host('w.example.com'), other, vs, sidecar('{hosts: ["./*"]}')];
    expect(answerLine(mesh)).toBe('route default/vs 80||o.example.com');
    expect(trace(mesh).ends[0]?.failure).toBeUndefined();
    expect(answerLine(mesh, { host: 'o.example.com' })).toBe('passthrough');
  });

  test('that imports no VirtualService has none decide, and says so', () => {
    const elsewhere = virtualService('other/vs', 'w.example.com', to('a.example.com'));
    const mesh = [host('w.example.com'), A, elsewhere, sidecar('{hosts: ["./*"]}')];
    expect(answerLine(mesh)).toBe(OWN);
    expect(trace(mesh).steps.map(({ what }) => what)).toContain(
      'other/vs has no part in it: the Sidecar does not import it.',
    );
  });

  test('with a listener decides about its protocol and what is known on its port (D9.5)', () => {
    const listener = '{port: {number: 80, protocol: TCP, name: tcp}, hosts: ["./a.example.com"]}';
    const mesh = [A, B, sidecar(`${listener}, {hosts: ["./*"]}`)];
    expect(answerLine(mesh, { host: 'b.example.com' })).toBe('route 80||a.example.com');
    expect(answerLine(mesh, { host: 'b.example.com', protocol: 'tcp' })).toBe('route 80||a.example.com');
  });

  test('with a listener of HTTP for one address fails with whatever is none', () => {
    const mesh = [A, sidecar('{port: {number: 80, protocol: HTTP, name: http}, bind: 127.0.0.1, hosts: ["./*"]}')];
    expect(answerLine(mesh, { address: '127.0.0.1', host: 'a.example.com' })).toBe('route 80||a.example.com');
    expect(answerLine(mesh, { address: '127.0.0.1', protocol: 'tcp' })).toBe('connection-error');
  });

  test('without a listener for the rest knows nothing else (D9.5)', () => {
    const mesh = [A, sidecar('{port: {number: 81, protocol: HTTP, name: http}, hosts: ["./*"]}')];
    expect(answerLine(mesh, { host: 'a.example.com' })).toBe('passthrough');
  });
});

test('the steps tell the whole way, in order', () => {
  const http = `${to('a.example.com', 'name: first, match: [{uri: {prefix: /x}}]')}, ${to('b.example.com')}`;
  const { steps } = trace([host('w.example.com'), A, B, virtualService('vs', 'w.example.com', http)]);
  expect(steps.map(({ decision, what }) => `${decision}: ${what}`)).toEqual([
    'listener: The sidecar listens on 0.0.0.0:80.',
    'filter-chain: Plaintext HTTP is routed request by request.',
    'virtual-host: The Host header means w.example.com.',
    'virtual-service: VirtualService default/vs decides.',
    'rule: http[0].match[0] does not match: uri wants "prefix: /x", the request has "/".',
    'rule: http[1] takes every request.',
    'destination: All requests go to b.example.com:80.',
    'destination: Port 80 is the one on which the request came; none is written.',
    'endpoints: outbound|80||b.example.com: 1 endpoint.',
    'endpoints: 10.0.0.1:80, 100 %: ServiceEntry default/b-example-com.',
  ]);
});
