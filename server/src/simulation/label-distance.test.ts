import { describe, expect, test } from 'vitest';
import { decodeLabels } from '../model/labels.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { editDistance, nearMiss } from './label-distance.ts';

function deviation(selector: string, labels: string): string | undefined {
  const read = (text: string) => decodeLabels(parseDocument(`{${text}}`).root);
  const miss = nearMiss(read(selector), read(labels));
  return miss && `${miss.deviation} ${miss.wanted.key}: ${miss.wanted.value}`;
}

describe('a workload nearly has what a selector lists', () => {
  test.each([
    ['app: Whoami', 'app: whoami', 'case app: Whoami'],
    ['app: whaomi', 'app: whoami', 'typo app: whaomi'],
    ['app: whoami-v1', 'app: whoami', 'suffix app: whoami-v1'],
    ['app: whoami', 'app: whoami-v1', 'suffix app: whoami'],
    ['app: web-1', 'app: web-2', 'other-value app: web-1'],
    ['app: whoami', 'app.kubernetes.io/name: whoami', 'key app: whoami'],
    ['role: db', 'example.com/role: db', 'key role: db'],
    ['aap: whoami', 'app: whoami', 'key aap: whoami'],
    ['app: test, version: v3', 'app: test, version: v1', 'other-value version: v3'],
    ['app: test, version: v3', 'app: test', 'no-label version: v3'],
  ])('%s | %s', (selector, labels, expected) => {
    expect(deviation(selector, labels)).toBe(expected);
  });
});

describe('a workload is another one', () => {
  test.each([
    ['app: whoami', 'app: billing'],
    ['app: db', 'app: dc'],
    ['app: whoami, env: prod', 'app: billing, env: prod'],
    ['app: whoami, env: prod', 'env: prod'],
    ['app: whoami', 'team: whoami'],
    ['app: whoami-v1, tier: back', 'app: whoami, tier: front'],
    ['app: whoami', 'app: whoami'],
    ['topology.kubernetes.io/zone: a', 'app: whoami'],
    ['app: whoami', ''],
  ])('%s | %s', (selector, labels) => {
    expect(deviation(selector, labels)).toBeUndefined();
  });
});

test('letters that changed places count once', () => {
  expect(editDistance('whaomi', 'whoami', 2)).toBe(1);
});

test('a distance beyond the limit is not counted', () => {
  expect(editDistance('whoami', 'billing', 2)).toBeUndefined();
  expect(editDistance('a', 'abcd', 2)).toBeUndefined();
});
