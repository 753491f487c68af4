import { expect, test } from 'vitest';
import { schemeOf } from './request-uri.ts';

test.each([
  ['https://a.com/keys', 'https'],
  ['HTTP://a.com', 'http'],
  ['oci://a.com/b:1.0@sha256:00', 'oci'],
  ['file:///a/b', 'file'],
  ['/a/b', ''],
  ['localhost:5000/a', 'localhost'],
  ['http://[2001:db8::1]:80/', 'http'],
  ['http://user:secret@a.com/', 'http'],
])('%s', (text, scheme) => {
  expect(schemeOf(text)).toBe(scheme);
});

test.each(['', 'a.com/b', ':x', 'http://a b/', 'http://a:b/', 'http://a/%zz', 'http://[::1', 'a\u0000b'])(
  '"%s" is no URL',
  (text) => {
    expect(schemeOf(text)).toBeUndefined();
  },
);
