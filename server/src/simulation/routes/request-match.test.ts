import { describe, expect, test } from 'vitest';
import { SOME_REQUEST } from '../../testing/traced.ts';
import type { JsonMap } from '../json-value.ts';
import type { MeshRequest } from './request.ts';
import { conditionText, failedCondition, isCatchAll } from './request-match.ts';

function why(match: JsonMap, request: Partial<MeshRequest>, scheme: 'http' | 'https' = 'http'): string | undefined {
  const failed = failedCondition(match, { ...SOME_REQUEST, ...request }, scheme);
  return failed && conditionText(failed, 'request');
}

describe('a path (D7.15)', () => {
  test.each<[JsonMap, string, boolean]>([
    [{ uri: { exact: '/a' } }, '/a', true],
    [{ uri: { exact: '/a' } }, '/a?x=1', true],
    [{ uri: { exact: '/a' } }, '/a/', false],
    [{ uri: { prefix: '/a' } }, '/ab', true],
    [{ uri: { prefix: '/A' } }, '/ab', false],
    [{ uri: { prefix: '/A' }, ignoreUriCase: true }, '/ab', true],
    [{ uri: { exact: '/A' }, ignoreUriCase: true }, '/a', true],
    [{ uri: { regex: '/A.*' }, ignoreUriCase: true }, '/ab', false],
    [{ uri: { regex: '/a' } }, '/ab', false],
    [{ uri: { regex: '(?i)/A.*' } }, '/ab', true],
  ])('%j on %s: %s', (match, path, isMatch) => {
    expect(why(match, { path }) === undefined).toBe(isMatch);
  });
});

describe('a header (D7.15)', () => {
  const headers = { 'x-user': 'jason', empty: '' };
  test.each<[JsonMap, boolean]>([
    [{ headers: { 'x-user': { exact: 'jason' } } }, true],
    [{ headers: { 'X-User': { prefix: 'ja' } } }, true],
    [{ headers: { 'x-user': { exact: 'Jason' } } }, false],
    [{ headers: { 'x-user': {} } }, true],
    [{ headers: { other: {} } }, false],
    [{ headers: { other: { regex: '.*' } } }, false],
    [{ headers: { empty: {} } }, true],
    [{ withoutHeaders: { 'x-user': {} } }, false],
    [{ withoutHeaders: { other: {} } }, true],
    [{ withoutHeaders: { 'x-user': { exact: 'anna' } } }, true],
    [{ withoutHeaders: { other: { regex: '.*' } } }, false],
    [{ headers: { ':method': { exact: 'GET' } } }, true],
    [{ headers: { host: { exact: 'w.example.com' } } }, true],
  ])('%j: %s', (match, isMatch) => {
    expect(why(match, { headers }) === undefined).toBe(isMatch);
  });
});

describe('a parameter of the query (D7.15)', () => {
  test.each<[JsonMap, string, boolean]>([
    [{ queryParams: { user: { exact: 'jason' } } }, '/?user=jason', true],
    [{ queryParams: { user: { exact: 'jason' } } }, '/?user=anna&user=jason', false],
    [{ queryParams: { user: {} } }, '/?user', true],
    [{ queryParams: { user: {} } }, '/', false],
    [{ queryParams: { user: { prefix: '' } } }, '/', false],
  ])('%j on %s: %s', (match, path, isMatch) => {
    expect(why(match, { path }) === undefined).toBe(isMatch);
  });
});

test('method, authority with its port, and scheme are compared as they are (D7.15)', () => {
  expect(why({ method: { exact: 'GET' } }, {})).toBeUndefined();
  expect(why({ method: { exact: 'GET' } }, { headers: { ':method': 'POST' } })).toBe(
    'method wants "exact: GET", the request has "POST"',
  );
  expect(why({ authority: { exact: 'a.com' } }, { host: 'a.com:80' })).toBe(
    'authority wants "exact: a.com", the request has "a.com:80"',
  );
  expect(why({ scheme: { exact: 'https' } }, {}, 'https')).toBeUndefined();
  expect(why({ scheme: { exact: 'https' } }, {})).toBe('scheme wants "exact: https", the request has "http"');
});

test('the first condition that fails is told, and what was there instead', () => {
  const match = { uri: { prefix: '/' }, headers: { 'x-user': { exact: 'jason' } } };
  expect(why(match, {})).toBe('headers.x-user wants "exact: jason", the request has none');
});

test.each<[JsonMap | undefined, boolean]>([
  [undefined, true],
  [{}, true],
  [{ uri: { prefix: '/' } }, true],
  [{ uri: { regex: '.*' } }, true],
  [{ uri: { prefix: '/a' } }, false],
  [{ uri: { exact: '/' } }, false],
  [{ port: 80, gateways: ['mesh'] }, true],
  [{ uri: { prefix: '/' }, method: { exact: 'GET' } }, false],
  [{ headers: { a: {} } }, false],
  [{ headers: {} }, true],
])('%j takes every request: %s (D7.5)', (match, takesAll) => {
  expect(isCatchAll(match)).toBe(takesAll);
});
