import { describe, expect, test } from 'vitest';
import { pod, resource, simulate } from '../testing/simulated.ts';
import { gateway, HTTP, host, server } from '../testing/traced.ts';
import { CommandError } from './command.ts';
import { requestOfUrl, type UrlOptions } from './request-url.ts';

const PLAIN: UrlOptions = { from: 'default', labels: [], headers: [] };

function read(url: string, options: Partial<UrlOptions> = {}, documents: readonly string[] = []) {
  return requestOfUrl(simulate(documents).mesh, url, { ...PLAIN, ...options });
}

test.each([
  ['http://a.com', { protocol: 'http', host: 'a.com', port: 80, path: '/' }],
  ['http://a.com:8080/x?y=z#f', { protocol: 'http', host: 'a.com', port: 8080, path: '/x?y=z' }],
  ['http://a.com?y=z', { path: '/?y=z' }],
  ['https://a.com/x', { protocol: 'tls', port: 443, path: '/x' }],
  ['tls://a.com', { protocol: 'tls', port: 443 }],
  ['tcp://a.com:5432', { protocol: 'tcp', port: 5432 }],
  ['http://10.0.0.1/', { host: '10.0.0.1', address: '10.0.0.1' }],
  ['http://[fd00::1]:80/', { host: '[fd00::1]', address: 'fd00::1' }],
])('%s is a request', (url, expected) => {
  expect(read(url).request).toMatchObject(expected);
});

test('headers and labels are taken, and a Host header is the host', () => {
  const { request } = read('http://a.com/', {
    headers: ['X-User: jason', ':method: POST', 'Host: b.com'],
    labels: ['app=x', 'version='],
  });
  expect(request.host).toBe('b.com');
  expect({ ...request.headers }).toEqual({ 'x-user': 'jason', ':method': 'POST' });
  expect({ ...request.labels }).toEqual({ app: 'x', version: '' });
});

describe('the name of a service is resolved', () => {
  const mesh = [
    host('w.example.com', HTTP, 'addresses: [10.1.0.1]'),
    resource('Service', 'default/w', '{selector: {app: w}, clusterIP: 10.1.0.2, ports: [{name: http, port: 80}]}'),
  ];
  test.each([
    ['w.example.com', 'default', '10.1.0.1'],
    ['w', 'default', '10.1.0.2'],
    ['w', 'other', undefined],
    ['w.default', 'other', '10.1.0.2'],
    ['nobody.org', 'default', undefined],
  ])('%s in %s is %s', (name, from, address) => {
    expect(read(`http://${name}/`, { from }, mesh).request.address).toBe(address);
  });
});

describe('from the gateway', () => {
  const GW = gateway('gw', server(80, 'HTTP', '"*.example.com"'));

  test('means the pods that the Gateway of the host selects', () => {
    const own = pod('edge/ingress', '{istio: ingressgateway, app: edge}', '10.0.0.9');
    const { request, assumptions } = read('http://w.example.com/', { from: 'gateway' }, [GW, own]);
    expect(request).toMatchObject({
      from: 'gateway',
      namespace: 'edge',
      labels: { istio: 'ingressgateway', app: 'edge' },
    });
    expect(assumptions).toEqual([]);
  });

  test('means pods that a Service could select, where there are none', () => {
    const service = resource(
      'Service',
      'edge/ingress',
      '{selector: {istio: ingressgateway}, ports: [{name: http, port: 80}]}',
    );
    expect(read('http://w.example.com/', { from: 'gateway' }, [GW, service]).request.namespace).toBe('edge');
  });

  test('says what it takes where files tell nothing', () => {
    const { request, assumptions } = read('http://w.example.com/', { from: 'gateway' }, [GW]);
    expect(request).toMatchObject({ namespace: 'istio-system', labels: { istio: 'ingressgateway' } });
    expect(assumptions).toEqual([
      'The pods of the gateway are not in these files; taken are istio: ingressgateway in "istio-system".',
    ]);
    expect(read('http://w.example.com/', { from: 'gateway' }).assumptions).toEqual(['No Gateway is in these files.']);
  });
});

test('who says nothing asks from "default", and is told so', () => {
  const { request, assumptions } = read('http://a.com', { from: undefined });
  expect(request.namespace).toBe('default');
  expect(assumptions).toHaveLength(1);
});

test.each<[string, Partial<UrlOptions>, string]>([
  ['http://', {}, '"http://" is no URL'],
  ['http://user@a.com/', {}, 'is no URL'],
  ['htp://a.com', {}, 'did you mean http://?'],
  ['gopher://a.com', {}, 'it can be http, https, tls, tcp'],
  ['tcp://a.com', {}, 'needs a port, as in tcp://a.com:5432'],
  ['http://a.com:70000', {}, 'a port is a number from 1 to 65535'],
  ['http://a.com', { headers: ['x-user'] }, '--header takes "name: value", not "x-user"'],
  ['http://a.com', { labels: ['app'] }, '--label takes key=value, not "app"'],
])('%s with %j is told to be wrong', (url, options, message) => {
  expect(() => read(url, options)).toThrow(CommandError);
  expect(() => read(url, options)).toThrow(message);
});
