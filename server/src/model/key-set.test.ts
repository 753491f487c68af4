import { describe, expect, test } from 'vitest';
import { readKeySet } from './key-set.ts';

const RSA = '{"kty": "RSA", "n": "AQAB", "e": "AQAB"}';

describe('reads', () => {
  test.each([
    ['{"keys": []}', []],
    ['{"keys": null}', []],
    [RSA, []],
    [`{"keys": [${RSA}]} and more`, []],
    ['{"kty": "EC", "crv": "P-256", "x": "A-_A", "y": "A+/A"}', []],
    ['{"kty": "OKP", "crv": "Ed25519", "x": "AQ=="}', []],
    [`{"keys": [${RSA}, {"kty": "oct", "k": "AQ"}]}`, [1]],
    [`{"keys": [${RSA.replace('}', ', "d": "AQ"}')}, ${RSA}]}`, [0]],
    ['{"kty": "RSA", "n": null, "e": "AQAB", "kid": null}', []],
  ])('%s', (text, secret) => {
    expect(readKeySet(text)).toEqual({ secret });
  });
});

describe('finds fault with', () => {
  test.each([
    ['', { code: 'no-json' }],
    ['[]', { code: 'no-json' }],
    ['{"keys": [}', { code: 'no-json' }],
    ['{"keys": {}}', { code: 'no-list' }],
    ['{}', { code: 'unknown-type', index: 0, type: '' }],
    ['{"keys": [5]}', { code: 'unknown-type', index: 0, type: '' }],
    [`{"keys": [${RSA}, {"kty": "rsa"}]}`, { code: 'unknown-type', index: 1, type: 'rsa' }],
    ['{"kty": "RSA", "n": "AQAB"}', { code: 'missing', index: 0, field: 'e' }],
    ['{"kty": "EC", "crv": "P-256", "x": "AQ"}', { code: 'missing', index: 0, field: 'y' }],
    ['{"kty": "oct", "k": "A"}', { code: 'unreadable', index: 0, field: 'k' }],
    ['{"kty": "oct", "k": "A-+A"}', { code: 'unreadable', index: 0, field: 'k' }],
    [RSA.replace('}', ', "kid": 1}'), { code: 'unreadable', index: 0, field: 'kid' }],
  ])('%s', (text, fault) => {
    expect(readKeySet(text)).toEqual({ fault, secret: [] });
  });
});
