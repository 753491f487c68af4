import { describe, expect, test } from 'vitest';
import { isWildcardDomain } from '../model/host-names.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { bareHost, claimIn, hostMessage, isDelegate, isMadeSniName, reachOf } from './route-values.ts';

function specOf(text: string): MapNode {
  return parseDocument(`${text}\n`).root as MapNode;
}

test.each([
  ['{}', 'mesh'],
  ['{gateways: []}', 'mesh'],
  ['{gateways: null}', 'mesh'],
  ['{gateways: [gw, mesh]}', 'mesh'],
  [`{gateways: ["\${NAME}", mesh]}`, 'mesh'],
  ['{gateways: [gw]}', 'gateways'],
  [`{gateways: [gw, "\${NAME}"]}`, 'unknown'],
  [`{gateways: "\${NAMES}"}`, 'unknown'],
])('%s is for %s', (spec, reach) => {
  expect(reachOf(specOf(spec))).toBe(reach);
});

test.each([
  ['{}', true],
  ['{hosts: []}', true],
  ['{hosts: null}', true],
  [`{hosts: "\${HOSTS}"}`, false],
  ['{hosts: [a.com]}', false],
])('%s is a delegate: %s', (spec, expected) => {
  expect(isDelegate(specOf(spec))).toBe(expected);
});

test.each([
  ['@request.auth.claims.a', 'claim'],
  ['@Request.Auth.Claims.a.b', 'claim'],
  ['@request.auth.claims[a][b]', 'claim'],
  ['@request.auth.claims', 'claims'],
  ['@request.auth.claims.', 'claims'],
  ['@request.auth.claims[]', 'claims'],
  ['@request.auth.claimsx', 'claims'],
  ['x-user', undefined],
])('%s: %s', (header, kind) => {
  expect(claimIn(header)).toBe(kind);
});

test.each([
  ['outbound_.80_._.a.com', true],
  ['outbound_.80_v1_.a.com', true],
  ['outbound_.http_._.a.com', false],
  ['outbound_.80_._.1', false],
  ['outbound_.80', false],
  ['a.com', false],
])('%s is a name that Istio makes: %s', (host, expected) => {
  expect(isMadeSniName(host)).toBe(expected);
});

test.each([
  ['http://a.com', { host: 'a.com', port: undefined }],
  ['https://a.com:8443/x?y', { host: 'a.com', port: 8443 }],
  ['a.com:80', { host: 'a.com', port: 80 }],
  ['a:80', { host: 'a', port: 80 }],
  ['a.com/x', { host: 'a.com', port: undefined }],
  [' a.com ', { host: 'a.com', port: undefined }],
  ['a.com', undefined],
  ['ns/a.com', undefined],
  ['ns/a', undefined],
  ['a_b:80', undefined],
  ['10.0.0.1:80', undefined],
  ['', undefined],
])('the host of %j', (text, expected) => {
  expect(bareHost(text)).toEqual(expected);
});

describe('why a text is no host name', () => {
  const texts = ['', 'http://a', '10.0.0.1', 'a:80', 'a/b', 'a.*', 'a.1', 'a_b', 'a..b'];
  const messages = texts.map(hostMessage);

  test('is told for each in other words', () => {
    expect(texts.some(isWildcardDomain)).toBe(false);
    expect(new Set(messages.map((message) => message.replace(/"[^"]*"/g, '…'))).size).toBe(texts.length);
  });

  test('begins with the text', () => {
    expect(messages[3]).toBe('"a:80" has a port; Istio takes the name of the host alone.');
  });
});
