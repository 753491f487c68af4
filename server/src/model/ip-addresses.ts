/** IP addresses and blocks of them, as Go's `net/netip` reads them. */

/** `IPv4` and `IPv6` addresses as numbers. */
export interface IpAddress {
  /** 32 or 128. */
  readonly bits: 32 | 128;
  readonly value: bigint;
  /** What stands behind `%`; empty where nothing does. */
  readonly zone: string;
}

export interface IpBlock {
  readonly address: IpAddress;
  /** Length of the prefix in bits. */
  readonly prefix: number;
}

/** The address that `text` is; `undefined` for names, ports, brackets, leading zeros and all else. */
export function parseIp(text: string): IpAddress | undefined {
  if (text.includes(':')) return parseIpv6(text);
  const value = parseIpv4(text);
  return value === undefined ? undefined : { bits: 32, value, zone: '' };
}

export function isIp(text: string): boolean {
  return parseIp(text) !== undefined;
}

/** `10.0.0.0/8`; bits of the host may be set. */
export function parseBlock(text: string): IpBlock | undefined {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return undefined;
  const address = parseIp(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (address?.zone !== '' || !/^(?:0|[1-9][0-9]{0,2})$/.test(length)) return undefined;
  const prefix = Number(length);
  return prefix <= address.bits ? { address, prefix } : undefined;
}

/** An address, or a block where there is a slash: what istiod calls a subnet. */
export function isSubnet(text: string): boolean {
  return text.split('/').length === 2 ? parseBlock(text) !== undefined : isIp(text);
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function parseIpv6(text: string): IpAddress | undefined {
  const percent = text.indexOf('%');
  const zone = percent < 0 ? '' : text.slice(percent + 1);
  if (percent >= 0 && zone === '') return undefined;
  let plain = percent < 0 ? text : text.slice(0, percent);
  const dotted = /^(.*:)([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+)$/.exec(plain);
  if (dotted) {
    const low = parseIpv4(dotted[2] ?? '');
    if (low === undefined) return undefined;
    plain = `${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  }
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = head.length + (tail?.length ?? 0);
  if (tail === undefined ? count !== 8 : count > 7) return undefined;
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - count).fill('0'), ...tail];
  let value = 0n;
  for (const group of groups) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return { bits: 128, value, zone };
}
