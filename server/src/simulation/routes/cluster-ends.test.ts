import { describe, expect, test } from 'vitest';
import { machine, resource, rule, selectingEntry } from '../../testing/simulated.ts';
import { HTTP, host, trace, virtualService } from '../../testing/traced.ts';

/** Why requests that a rule leads to the destination get 503. */
function failure(documents: readonly string[], destination: string): string | undefined {
  const vs = virtualService('vs', 'front.example.com', `{route: [{destination: {${destination}}}]}`);
  return trace([host('front.example.com'), vs, ...documents], { host: 'front.example.com' }).ends[0]?.failure;
}

const SUBSET = 'host: w.example.com, subset: v3';

describe('requests get 503', () => {
  test.each([
    ['of a host that is nowhere', [], 'host: w.example.com', '503: no such host in this mesh'],
    [
      'of a host that is not exported',
      [host('w.example.com', HTTP, "exportTo: ['.']", 'other')],
      'host: w.example.com',
      '503: this host is not exported to namespace `default`',
    ],
    [
      'of a port that the host has not',
      [selectingEntry()],
      'host: w.example.com, port: {number: 81}',
      '503: w.example.com has no port 81, only 80',
    ],
    [
      'of a subset without DestinationRule',
      [selectingEntry()],
      SUBSET,
      '503: no DestinationRule defines subset v3 of this host',
    ],
    [
      'of a subset that the DestinationRule has not',
      [selectingEntry(), rule('subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]')],
      SUBSET,
      '503: DestinationRule default/dr defines v1, v2 of this host, not v3',
    ],
    [
      'of a subset that no endpoint has',
      [selectingEntry(), machine('we', '10.0.0.1'), rule('subsets: [{name: v3, labels: {version: v3}}]')],
      SUBSET,
      '503 UH: no endpoint',
    ],
    ['of a host without endpoint', [selectingEntry()], 'host: w.example.com', '503 UH: no endpoint'],
    [
      'of a port for UDP',
      [host('w.example.com', '{name: dns, number: 80, protocol: UDP}')],
      'host: w.example.com',
      '503: Istio leaves UDP ports alone',
    ],
  ] as const)('%s', (_, documents, destination, expected) => {
    expect(failure(documents, destination)).toBe(expected);
  });
});

test('who is left out of an empty cluster is told', () => {
  const { steps } = trace([selectingEntry(), machine('we', '10.0.0.1', 'labels: {app: x}')]);
  expect(steps.map(({ what }) => what)).toContainEqual(
    expect.stringMatching(/^WorkloadEntry default\/we is left out: .*`x`.*\.$/),
  );
});

test('endpoints have their shares', () => {
  const mesh = [selectingEntry(), machine('a', '10.0.0.1', 'weight: 20'), machine('b', '10.0.0.2', 'weight: 80')];
  const { ends, steps } = trace(mesh);
  expect(ends).toMatchObject([{ cluster: 'outbound|80||w.example.com', share: 1, failure: undefined }]);
  expect(steps.slice(-2).map(({ what }) => what)).toEqual([
    '10.0.0.1:80, 20 %: WorkloadEntry default/a.',
    '10.0.0.2:80, 80 %: WorkloadEntry default/b.',
  ]);
});

test('the share of a cluster is its part of all weights', () => {
  const routes = '{destination: {host: a.example.com}, weight: 1}, {destination: {host: b.example.com}, weight: 3}';
  const vs = virtualService('vs', 'w.example.com', `{route: [${routes}]}`);
  const { ends } = trace([host('w.example.com'), host('a.example.com'), vs]);
  expect(ends.map(({ share, failure: why }) => [share, why])).toEqual([
    [0.25, undefined],
    [0.75, '503: no such host in this mesh'],
  ]);
});

test('connections to a host without endpoints of its own go to where they were going', () => {
  const mesh = [resource('ServiceEntry', 'se', `{hosts: [w.example.com], ports: [${HTTP}]}`)];
  expect(trace(mesh).ends).toMatchObject([{ failure: undefined, found: { type: 'ORIGINAL_DST' } }]);
});
