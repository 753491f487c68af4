import { describe, expect, test } from 'vitest';
import { engineOf, parseFixture, uriOf } from '../testing/fixture.ts';
import type { Topic } from './fact-keys.ts';
import { fullHost, hostPatterns, serviceHost, serviceOfHost } from './host-facts.ts';

describe('a host', () => {
  test('without a dot is a Service of the namespace', () => {
    expect(fullHost('cart', 'shop')).toBe('cart.shop.svc.cluster.local');
    expect(fullHost('cart', '')).toBe(serviceHost('cart', ''));
  });

  test.each(['cart.example.com', '*', '*.example.com', 'cart.shop'])('stays what it is: %s', (host) => {
    expect(fullHost(host, 'shop')).toBe(host);
  });

  test('is held by wildcards, the narrowest first', () => {
    expect(hostPatterns('a.b.c')).toEqual(['a.b.c', '*.b.c', '*.c', '*']);
    expect(hostPatterns('*.b.c')).toEqual(['*.b.c', '*.c', '*']);
  });

  test('of a Service leads back to it', () => {
    expect(serviceOfHost('cart.shop.svc.cluster.local')).toEqual({ name: 'cart', namespace: 'shop' });
    expect(serviceOfHost(serviceHost('cart', ''))).toEqual({ name: 'cart', namespace: '' });
    expect(serviceOfHost('a.b.c.svc.cluster.local')).toBeUndefined();
    expect(serviceOfHost('cart.example.com')).toBeUndefined();
  });
});

const MESH = `
//- mesh.yaml
apiVersion: v1
kind: Service
metadata: {name: cart, namespace: shop}
spec: {ports: [{port: 80}]}
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: bank, namespace: shop}
spec:
  hosts: [bank.example.com, bank.internal]
  endpoints: [{address: 10.0.0.1, locality: eu/a, network: vms}]
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: vm, namespace: bank}
spec: {address: 10.0.0.2, serviceAccount: teller, locality: us/b}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: buyer, namespace: shop}
---
apiVersion: v1
kind: Namespace
metadata: {name: empty, labels: {topology.istio.io/network: cloud}}
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: public, namespace: mesh}
`;

function namesIn(fixture: string, topic: Topic): string[] {
  const view = engineOf(parseFixture(fixture)).viewOf(uriOf('mesh.yaml'));
  return [...(view?.names(topic) ?? [])].map(({ name }) => name).sort();
}

describe('the names of a mesh', () => {
  test.each<readonly [Topic, readonly string[]]>([
    ['host', ['bank.example.com', 'bank.internal', 'cart.shop.svc.cluster.local']],
    ['namespace', ['bank', 'empty', 'mesh', 'shop']],
    ['account', ['bank/teller', 'shop/buyer']],
    ['locality', ['eu/a', 'us/b']],
    ['network', ['cloud', 'vms']],
    ['id Gateway', ['mesh/public']],
  ])('of topic %s can be listed', (topic, names) => {
    expect(namesIn(MESH, topic)).toEqual(names);
  });

  test('are forgotten with the resource that has them', () => {
    const engine = engineOf(parseFixture(MESH));
    const uri = uriOf('mesh.yaml');
    engine.setDiskText(uri, 'apiVersion: v1\nkind: Namespace\nmetadata: {name: other}\n');
    engine.settle();
    expect([...(engine.viewOf(uri)?.names('host') ?? [])]).toEqual([]);
    expect([...(engine.viewOf(uri)?.names('namespace') ?? [])].map(({ name }) => name)).toEqual(['other']);
  });
});
