import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isIp, isSubnet, parseBlock, parseIp } from './ip-addresses.ts';

describe('addresses', () => {
  test.each([
    ['0.0.0.0', 32, 0n],
    ['10.0.0.1', 32, 0x0a000001n],
    ['255.255.255.255', 32, 0xffffffffn],
    ['::', 128, 0n],
    ['::1', 128, 1n],
    ['1::', 128, 1n << 112n],
    ['2001:db8::1', 128, (0x20010db8n << 96n) | 1n],
    ['2001:DB8:0:0:0:0:0:1', 128, (0x20010db8n << 96n) | 1n],
    ['::ffff:1.2.3.4', 128, 0xffff01020304n],
    ['1:2:3:4:5:6:1.2.3.4', 128, 0x00010002000300040005000601020304n],
    ['1:2:3:4:5::1.2.3.4', 128, 0x00010002000300040005000001020304n],
    ['1:2:3:4:5:6:7::', 128, 0x00010002000300040005000600070000n],
    ['::2:3:4:5:6:7:8', 128, 0x00000002000300040005000600070008n],
  ] as const)('%s is one', (text, bits, value) => {
    expect(parseIp(text)).toEqual({ bits, value, zone: '' });
  });

  test('keeps the zone', () => {
    expect(parseIp('fe80::1%eth0')?.zone).toBe('eth0');
    expect(parseIp('fe80::1%a:b%c')?.zone).toBe('a:b%c');
  });

  test.each([
    '',
    ' 10.0.0.1',
    '10.0.0.1 ',
    '10.0.0',
    '10.0.0.0.1',
    '10.0.0.256',
    '10.0.0.01',
    '10.0.0.',
    '.10.0.0',
    '10..0.1',
    '0x0a.0.0.1',
    '10.0.0.1:80',
    '10.0.0.1%eth0',
    '[::1]',
    '::1%',
    ':',
    ':::',
    '::1::',
    ':1::2',
    '1:',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '1:2:3:4::5:6:7:8',
    '::12345',
    '::g',
    '1:2:3:4:5:6:7:1.2.3.4',
    '1:2:3:4:5:6::1.2.3.4',
    '::1.2.3',
    '::1.2.3.4:5',
    '::1.2.3.04',
    '1.2.3.4::',
    'localhost',
    '10.0.0.0/8',
  ])('%j is none', (text) => {
    expect(parseIp(text)).toBeUndefined();
  });

  test('reads every IPv4 address', () => {
    fc.assert(fc.property(fc.ipV4(), (text) => parseIp(text)?.bits === 32));
  });

  test('reads every IPv6 address, and writing it out in full changes nothing', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.nat(7), fc.nat(7), (value, from, length) => {
        const digits = value.toString(16).padStart(32, '0');
        const groups = Array.from({ length: 8 }, (_, at) => digits.slice(at * 4, at * 4 + 4));
        expect(parseIp(groups.join(':'))?.value).toBe(value);
        // With a run of groups that are zero left out.
        const to = Math.min(from + length + 1, 8);
        const short = `${groups.slice(0, from).join(':')}::${groups.slice(to).join(':')}`;
        const zeroed = groups.map((group, at) => (at >= from && at < to ? '0' : group));
        expect(parseIp(short)?.value).toBe(BigInt(`0x${zeroed.map((group) => group.padStart(4, '0')).join('')}`));
      }),
    );
  });

  test('agrees with what URLs take for IPv6', () => {
    const text = fc.string({ unit: fc.constantFrom('1', 'f', ':', '::', '0'), maxLength: 14 });
    fc.assert(
      fc.property(text, (address) => {
        expect(isIp(address)).toBe(URL.canParse(`http://[${address}]/`));
      }),
    );
  });
});

describe('blocks', () => {
  test.each(['0.0.0.0/0', '10.0.0.0/8', '10.1.2.3/8', '10.0.0.1/32', '::/0', '2001:db8::/128'])('%s is one', (text) => {
    expect(parseBlock(text)).toBeDefined();
  });

  test.each([
    '10.0.0.0',
    '10.0.0.0/',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/-1',
    '10.0.0.0/+8',
    '10.0.0/8',
    '::/129',
    'fe80::1%a/64',
    '10.0.0.0/8/8',
    '/8',
  ])('%s is none', (text) => {
    expect(parseBlock(text)).toBeUndefined();
  });

  test('a subnet is a block or an address', () => {
    expect(['10.0.0.0/8', '10.0.0.1', '::1', 'fe80::1%a', 'a', '10.0.0.0/8/8', '10.0.0.0/'].map(isSubnet)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
