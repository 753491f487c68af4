import { describe, expect, test } from 'vitest';
import type { MapNode, ScalarNode } from './nodes.ts';
import { parseDocument } from './parse-document.ts';
import { isStringScalar, scalarValue } from './scalar-value.ts';

function scalar(text: string): ScalarNode {
  return (parseDocument(`a: ${text}`).root as MapNode).pairs[0]?.value as ScalarNode;
}

/** What sigs.k8s.io/yaml v1.4.0 (goyaml.v2) makes of each. */
const READ_BY_CLIENTS: readonly [string, string | number | boolean | null][] = [
  ['y', true],
  ['YES', true],
  ['yEs', 'yEs'],
  ['on', true],
  ['off', false],
  ['n', false],
  ['No', false],
  ['Nope', 'Nope'],
  ['true', true],
  ['tRUE', 'tRUE'],
  ['~', null],
  ['NULL', null],
  ['nULL', 'nULL'],
  ['80', 80],
  ['-5', -5],
  ['+5', 5],
  ['-0', 0],
  ['010', 8],
  ['08', 8],
  ['0o17', 15],
  ['0x1F', 31],
  ['0xZ', '0xZ'],
  ['0xFFFFFFFFFFFFFFFF', 2 ** 64],
  ['-0xFFFFFFFFFFFFFFFF', '-0xFFFFFFFFFFFFFFFF'],
  ['-0b11', -3],
  ['0b12', '0b12'],
  ['1_000', 1000],
  ['_1', '_1'],
  ['1e3', 1000],
  ['1e999', '1e999'],
  ['.5', 0.5],
  ['5.', 5],
  ['.1_0', 0.1],
  ['._5', '._5'],
  ['.', '.'],
  ['1.10', 1.1],
  ['1.2.3', '1.2.3'],
  ['.inf', Number.POSITIVE_INFINITY],
  ['-.INF', Number.NEGATIVE_INFINITY],
  ['.nan', Number.NaN],
  ['12:30', '12:30'],
  ['2001-01-01', '2001-01-01'],
  ['v1', 'v1'],
  ['=', '='],
  ['"5"', '5'],
  ["'yes'", 'yes'],
  ['|\n  5\n', '5\n'],
  ['!!str 5', '5'],
  ['!!int "5"', 5],
  ['!!bool "yes"', true],
  ['!!float 5', 5],
  ['!foo 5', '5'],
  ['! 5', '5'],
];

describe('scalarValue', () => {
  test.each(READ_BY_CLIENTS)('reads %j as %j', (text, value) => {
    expect(scalarValue(scalar(text))).toBe(value);
    expect(isStringScalar(scalar(text))).toBe(typeof value === 'string');
  });
});
