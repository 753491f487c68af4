import { describe, expect, test } from 'vitest';
import { parseDocument } from '../yaml/parse-document.ts';
import { enumeration, envoyMessage, envoyMessageNames, numberedMessage } from './envoy-types.ts';
import { envoyFaults } from './envoy-values.ts';

/** The faults of a Cluster in flow style: what they are, and the text that they point at. */
function faults(text: string, applyTo = 'CLUSTER'): string[] {
  const { root } = parseDocument(text);
  if (root?.kind !== 'map') throw new Error('no map');
  return envoyFaults(applyTo, root).map(({ code, range }) => `${code} ${text.slice(range.start, range.end)}`);
}

describe('types', () => {
  test('a message has its fields, by both names', () => {
    const cluster = envoyMessage('envoy.config.cluster.v3.Cluster');
    expect(cluster?.fields.get('connect_timeout')).toBe('D');
    expect(cluster?.jsonNames.get('connectTimeout')).toBe('connect_timeout');
    expect(envoyMessage('envoy.config.cluster.v2.Cluster')).toBeUndefined();
  });

  test('every number in a field leads to a message or an enumeration', () => {
    for (const name of envoyMessageNames()) {
      for (const type of envoyMessage(name)?.fields.values() ?? []) {
        const plain = type.replace(/^[*%]/, '');
        expect(plain).toMatch(/^(?:[bsydiIuUADTSVLo]|[.=][0-9a-z]+)$/);
        if (plain.startsWith('=')) expect(numberedMessage(plain.slice(1))).toBeDefined();
        if (plain.startsWith('.')) expect(enumeration(plain.slice(1)).length).toBeGreaterThan(0);
      }
    }
  });
});

describe('values', () => {
  test.each([
    '{connect_timeout: 1h2.5s, lb_policy: 0, per_connection_buffer_limit_bytes: "7"}',
    '{respect_dns_ttl: yes, name: null, circuit_breakers: {}, unknown: }',
    '{metadata: {filter_metadata: {a: {b: 1}}}, alt_stat_name: "5"}',
    '{dns_lookup_family: V4_ONLY, dns_jitter: 0s}',
  ])('%s', (text) => {
    expect(faults(text).filter((fault) => fault !== 'unknown-field unknown')).toEqual([]);
  });

  test.each([
    ['{connect_timeout: 1d}', 'wrong-type 1d'],
    ['{per_connection_buffer_limit_bytes: 4294967296}', 'wrong-type 4294967296'],
    ['{per_connection_buffer_limit_bytes: 1.5}', 'wrong-type 1.5'],
    ['{respect_dns_ttl: 1}', 'wrong-type 1'],
    ['{name: 5}', 'wrong-type 5'],
    ['{lb_policy: [a]}', 'wrong-type lb_policy'],
    ['{dns_lookup_family: v4}', 'unknown-word v4'],
    ['{health_checks: [5]}', 'wrong-type 5'],
    ['{metadata: {typed_filter_metadata: {a: {"@type": x}}}}', 'unknown-type x'],
    ['{metadata: {typed_filter_metadata: {a: {b: c}}}}', 'missing-type a'],
    ['{upstream_config: {name: a}}', 'missing-config a'],
    ['{nme: a}', 'unknown-field nme'],
  ])('%s', (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test('of two ways to write one name that of JSON counts', () => {
    expect(faults('{connect_timeout: 5, connectTimeout: 5s}')).toEqual([]);
  });

  test('nothing is known of other things to apply to', () => {
    expect(faults('{a: b}', 'INVALID')).toEqual([]);
  });
});
