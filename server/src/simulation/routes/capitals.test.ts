import { describe, expect, test } from 'vitest';
import { answerLine, HTTP, host, to, trace, virtualService } from '../../testing/traced.ts';

/** Names with capitals, which Istio accepts and takes in lower case in some places only (httproute.go, tls.go). */
describe('a host with capitals', () => {
  const withCapitals = (ports = HTTP, more = ''): string =>
    host('w.example.com', ports, more).replace('"w.example.com"', '"W.example.com"');
  const mesh = [withCapitals()];

  test('is found by its name, and leads to a cluster in lower case that does not exist (D7.11)', () => {
    expect(answerLine(mesh, { host: 'w.example.com' })).toContain('80||w.example.com');
    expect(trace(mesh, { host: 'w.example.com' }).ends.map(({ found }) => found)).toEqual([undefined]);
  });

  test('is not found behind an address of its own', () => {
    const sniffed = [withCapitals('{name: any, number: 80}', 'addresses: [10.1.0.1]')];
    expect(answerLine(sniffed, { address: '10.1.0.1' })).toBe('no-route');
  });

  test('of a server name takes nothing, for a client says it in lower case', () => {
    const tls = 'tls: [{match: [{sniHosts: [A.example.com]}], route: [{destination: {host: b.example.com}}]}]';
    const served = [
      host('w.example.com', '{name: tls, number: 80, protocol: TLS}', 'addresses: [10.1.0.1]'),
      virtualService('vs', '"*.example.com"', '', tls),
    ];
    expect(answerLine(served, { address: '10.1.0.1', protocol: 'tls', host: 'A.example.com' })).toBe('passthrough');
  });

  test('in a VirtualService is the same host', () => {
    const vs = virtualService('vs', 'W.Example.com', to('a.example.com'));
    expect(answerLine([host('w.example.com'), host('a.example.com'), vs])).toContain('80||a.example.com');
  });
});
