/** Classes of characters that RE2 has names for. */

/** Code points from and to, in order and apart from each other. */
export type Ranges = readonly (readonly [from: number, to: number])[];

const LAST = 0x10ffff;

/** Every other code point. */
export function complement(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of ranges) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= LAST) result.push([next, LAST]);
  return result;
}

function rangesOf(...pairs: readonly string[]): Ranges {
  return pairs.map((pair) => [pair.charCodeAt(0), pair.charCodeAt(pair.length - 1)]);
}

/** `\d`, `\s` and `\w`, which know ASCII only; the white space of `\s` has no vertical tab. */
export const PERL_CLASSES: Readonly<Record<string, Ranges>> = {
  d: rangesOf('09'),
  s: rangesOf('\t\n', '\f\r', ' '),
  w: rangesOf('09', 'AZ', '_', 'az'),
};

export const POSIX_CLASSES: Readonly<Record<string, Ranges>> = {
  alnum: rangesOf('09', 'AZ', 'az'),
  alpha: rangesOf('AZ', 'az'),
  ascii: rangesOf('\0\x7f'),
  blank: rangesOf('\t', ' '),
  cntrl: rangesOf('\0\x1f', '\x7f'),
  digit: rangesOf('09'),
  graph: rangesOf('!~'),
  lower: rangesOf('az'),
  print: rangesOf(' ~'),
  punct: rangesOf('!/', ':@', '[`', '{~'),
  space: rangesOf('\t\r', ' '),
  upper: rangesOf('AZ'),
  word: rangesOf('09', 'AZ', '_', 'az'),
  xdigit: rangesOf('09', 'AF', 'af'),
};

/** What stands inside a JavaScript class for a category or script; for a name that JavaScript has not, nothing is in it. */
export function unicodeClass(name: string, isNegated: boolean): string {
  const words = name.split(/[-_ ]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
  for (const value of [name, words.join('_'), `Script=${name}`, `Script=${words.join('_')}`]) {
    const text = `\\${isNegated ? 'P' : 'p'}{${value}}`;
    try {
      new RegExp(text, 'u');
      return text;
    } catch {
      // The next spelling may be the one that JavaScript has.
    }
  }
  return isNegated ? '\\s\\S' : '';
}
