import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFqdn } from '../model/host-names.ts';
import { isIp } from '../model/ip-addresses.ts';
import { addressFault } from './endpoint-values.ts';

const part = fc.constantFrom(
  '10.0.0.1',
  '::1',
  'a.com',
  'a_b',
  '*',
  '/24',
  ':80',
  'http://',
  '[',
  ']',
  ' ',
  '.',
  'x',
  '0',
  '%',
);
const address = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));

test('what is offered instead of an address is one, and is not found fault with', () => {
  fc.assert(
    fc.property(address, (text) => {
      const instead = addressFault(text)?.instead;
      if (instead === undefined) return;
      expect(isIp(instead) || isFqdn(instead)).toBe(true);
      expect(addressFault(instead)).toBeUndefined();
    }),
  );
});

test('finds fault with exactly what istiod refuses', () => {
  fc.assert(
    fc.property(address, (text) => {
      expect(addressFault(text) === undefined).toBe(text.startsWith('unix://') || isIp(text) || isFqdn(text));
    }),
  );
});

test('tells the port and the scheme of a URL', () => {
  expect(addressFault('HTTPS://a.com:8443/b?c')).toMatchObject({ instead: 'a.com', port: 8443, scheme: 'https' });
  expect(addressFault('http://[::1]:80')).toMatchObject({ instead: '::1', port: 80 });
  expect(addressFault('a.com:99999')).toMatchObject({ instead: 'a.com' });
  expect(addressFault('a.com:99999')).not.toHaveProperty('port');
});
