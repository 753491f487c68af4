import { expect, test } from 'vitest';
import { resource, simulate } from '../../testing/simulated.ts';
import { equallyOldDefinitions } from './ambiguous-hosts.ts';

function entry(name: string, port: string, metadata = ''): string {
  const spec = `{hosts: [w.example.com], resolution: STATIC, ports: [{name: ${port}, number: 80, protocol: HTTP}], endpoints: [{address: 10.0.0.1}]}`;
  return resource('ServiceEntry', name, spec, { metadata });
}

function rivals(documents: readonly string[]): readonly string[] {
  const { mesh, cluster } = simulate(documents);
  const { service } = cluster('outbound|80||w.example.com');
  return equallyOldDefinitions(mesh, service, 'default').map(({ name }) => name);
}

test('two definitions of equal age that differ are named, the one that counts first', () => {
  expect(rivals([entry('b', 'web'), entry('a', 'http')])).toEqual(['a', 'b']);
});

test('two that say the same are not, nor is one alone', () => {
  expect(rivals([entry('a', 'http'), entry('b', 'http')])).toEqual([]);
  expect(rivals([entry('a', 'http')])).toEqual([]);
});

test('age decides where it is known', () => {
  const old = entry('b', 'web', 'creationTimestamp: "2026-01-01T00:00:00Z"');
  expect(rivals([old, entry('a', 'http')])).toEqual([]);
});
