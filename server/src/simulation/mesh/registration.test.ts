import { describe, expect, test } from 'vitest';
import { entryName, type RegisteringMachine, registeredEntry } from './registration.ts';

const MACHINE: RegisteringMachine = {
  address: '10.0.0.5',
  labels: undefined,
  network: '',
  locality: undefined,
  hasHealthCheck: false,
};
const group = (spec = {}) => ({ name: 'whoami', namespace: 'vms', spec });

describe('the name (D12.1)', () => {
  test('is the group, the address and the network', () => {
    expect(entryName('whoami', { address: '10.0.0.5', network: '' })).toBe('whoami-10.0.0.5');
    expect(entryName('whoami', { address: '2001:db8::5', network: 'n1' })).toBe('whoami-2001-db8--5-n1');
  });

  test('loses its beginning where it is too long', () => {
    const name = entryName('g'.repeat(260), { address: '10.0.0.5', network: '' });
    expect(name).toBe(`${'g'.repeat(244)}-10.0.0.5`);
  });
});

describe('the entry (D12.2)', () => {
  test('is the template with the address of the machine', () => {
    const template = { address: '1.1.1.1', ports: { http: 8080 }, weight: 5, serviceAccount: 'vm' };
    expect(registeredEntry(group({ template }), MACHINE)).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'WorkloadEntry',
      metadata: {
        name: 'whoami-10.0.0.5',
        namespace: 'vms',
        annotations: { 'istio.io/autoRegistrationGroup': 'whoami' },
      },
      spec: { address: '10.0.0.5', ports: { http: 8080 }, weight: 5, serviceAccount: 'vm' },
    });
  });

  test('has the labels of the template, of the metadata and of the machine, the last of a key', () => {
    const spec = {
      template: { labels: { a: 'template', b: 'template', c: 'template' } },
      metadata: { labels: { b: 'group', c: 'group' } },
    };
    const labels = { a: 'template', b: 'group', c: 'machine' };
    const entry = registeredEntry(group(spec), { ...MACHINE, labels: { c: 'machine' } });
    expect(entry.metadata.labels).toEqual(labels);
    expect(entry.spec.labels).toEqual(labels);
  });

  test('loses the locality label where the machine has labels', () => {
    const spec = { template: { labels: { 'istio-locality': 'us' } } };
    expect(registeredEntry(group(spec), MACHINE).spec.labels).toEqual({ 'istio-locality': 'us' });
    expect(registeredEntry(group(spec), { ...MACHINE, labels: { a: 'b' } }).spec.labels).toEqual({ a: 'b' });
  });

  test('has annotations of the group over its own, and the health check over all', () => {
    const annotations = { 'istio.io/autoRegistrationGroup': 'x', 'proxy.istio.io/health-checks-enabled': 'false' };
    const entry = registeredEntry(group({ metadata: { annotations } }), { ...MACHINE, hasHealthCheck: true });
    expect(entry.metadata.annotations).toEqual({
      'istio.io/autoRegistrationGroup': 'x',
      'proxy.istio.io/health-checks-enabled': 'true',
    });
  });

  test('has the network and locality of the machine where it says them, be it an empty locality', () => {
    const template = { network: 'n0', locality: 'eu/z/s' };
    const of = (more: Partial<RegisteringMachine>) =>
      registeredEntry(group({ template }), { ...MACHINE, ...more }).spec;
    expect(of({})).toMatchObject({ network: 'n0', locality: 'eu/z/s' });
    expect(of({ network: 'n1', locality: 'us/a' })).toMatchObject({ network: 'n1', locality: 'us/a' });
    expect(of({ locality: '' })).not.toHaveProperty('locality');
    expect(of({ locality: 'us/a/1/rack' })).toMatchObject({ locality: 'us/a/1' });
  });

  test('does not write what is zero', () => {
    const template = { weight: 0, network: '', ports: {}, labels: {} };
    expect(registeredEntry(group({ template }), MACHINE).spec).toEqual({ address: '10.0.0.5' });
  });
});
