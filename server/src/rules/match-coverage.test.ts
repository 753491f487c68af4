import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MapNode, SeqNode } from '../yaml/nodes.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { unreachedIn } from './match-coverage.ts';

interface Text {
  readonly exact?: string;
  readonly prefix?: string;
}

interface Match {
  readonly name?: string;
  readonly uri?: Text;
  readonly ignoreUriCase?: boolean;
  readonly method?: Text;
  readonly headers?: { readonly x: Text };
  readonly withoutHeaders?: { readonly x: Text };
  readonly port?: number;
  readonly gateways?: readonly string[];
  readonly sourceLabels?: { readonly app: string };
  readonly sourceNamespace?: string;
}

interface Rule {
  readonly match?: readonly Match[];
}

interface Call {
  readonly uri: string;
  readonly method: string;
  readonly x: string | undefined;
  readonly port: number;
  readonly gateway: string;
  readonly app: string;
  readonly namespace: string;
}

const URIS = ['/', '/a', '/ab', '/A'];
const CALLS: readonly Call[] = URIS.flatMap((uri) =>
  ['GET', 'POST'].flatMap((method) =>
    [undefined, 'a', 'ab'].flatMap((x) =>
      [80, 81].flatMap((port) =>
        ['mesh', 'gw'].flatMap((gateway) =>
          ['one', 'two'].flatMap((app) =>
            ['one', 'two'].map((namespace) => ({ uri, method, x, port, gateway, app, namespace })),
          ),
        ),
      ),
    ),
  ),
);

function fits(text: Text | undefined, value: string | undefined): boolean {
  if (text === undefined) return true;
  if (value === undefined) return false;
  return text.exact !== undefined ? value === text.exact : value.startsWith(text.prefix ?? '');
}

/** Whether a match takes a call, told as plainly as possible. */
function takes(match: Match, call: Call): boolean {
  const lower = (text: string): string => (match.ignoreUriCase ? text.toLowerCase() : text);
  const uri = match.uri && {
    ...(match.uri.exact !== undefined && { exact: lower(match.uri.exact) }),
    ...(match.uri.prefix !== undefined && { prefix: lower(match.uri.prefix) }),
  };
  const isSource = match.gateways
    ? match.gateways.includes(call.gateway)
    : (match.sourceLabels?.app ?? call.app) === call.app &&
      (match.sourceNamespace ?? call.namespace) === call.namespace;
  return (
    isSource &&
    fits(uri, lower(call.uri)) &&
    fits(match.method, call.method) &&
    fits(match.headers?.x, call.x) &&
    (match.withoutHeaders === undefined || !fits(match.withoutHeaders.x, call.x)) &&
    (match.port ?? call.port) === call.port
  );
}

const text = (values: readonly string[]): fc.Arbitrary<Text> =>
  fc.tuple(fc.constantFrom('exact', 'prefix'), fc.constantFrom(...values)).map(([kind, value]) => ({ [kind]: value }));
const match: fc.Arbitrary<Match> = fc.record(
  {
    name: fc.constantFrom('one', 'two'),
    uri: text(URIS),
    ignoreUriCase: fc.boolean(),
    method: text(['GET', 'P']),
    headers: fc.record({ x: fc.oneof(text(['a', 'ab']), fc.constant({})) }),
    withoutHeaders: fc.record({ x: fc.oneof(text(['a', 'ab']), fc.constant({})) }),
    port: fc.constantFrom(80, 81),
    gateways: fc.subarray(['mesh', 'gw'], { minLength: 1 }),
    sourceLabels: fc.constant({ app: 'one' }),
    sourceNamespace: fc.constant('one'),
  },
  { requiredKeys: [] },
);
const rule: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ match: fc.array(match, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({}) },
);

function listOf(rules: readonly Rule[]): SeqNode {
  return parseDocument(`${JSON.stringify(rules)}\n`).root as SeqNode;
}

/** `rule 1`, or `rule 1 match 0`, of each that is never reached. */
function unreached(rules: readonly Rule[]): string[] {
  const list = listOf(rules);
  return unreachedIn(list, 'http').map((found) => {
    const index = list.items.indexOf(found.rule);
    if (!found.match) return `rule ${index}`;
    const matches = found.rule.pairs[0]?.value as SeqNode;
    return `rule ${index} match ${matches.items.indexOf(found.match as MapNode)}`;
  });
}

test('nothing that some call reaches is said to be never reached', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 2, maxLength: 4 }), (rules) => {
      const never = new Set(unreached(rules));
      const reached = CALLS.flatMap((call) => {
        const first = rules.findIndex((each) => !each.match || each.match.some((one) => takes(one, call)));
        const index = rules[first]?.match?.findIndex((one) => takes(one, call));
        return [`rule ${first}`, `rule ${first} match ${index}`];
      });
      expect(reached.filter((name) => never.has(name))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

describe('what is found', () => {
  test.each<[string, readonly Rule[], readonly string[]]>([
    ['all behind a rule without a match', [{}, { match: [{ port: 80 }] }, {}], ['rule 1', 'rule 2']],
    ['a repeated match', [{ match: [{ port: 80 }, { name: 'two', port: 80 }] }], ['rule 0 match 1']],
    [
      'equal conditions in another order',
      [{ match: [{ port: 80, uri: { exact: '/a' } }] }, { match: [{ uri: { exact: '/a' }, port: 80 }] }],
      ['rule 1'],
    ],
    [
      'a longer prefix',
      [{ match: [{ uri: { prefix: '/a' } }] }, { match: [{ uri: { prefix: '/ab' }, port: 80 }, { port: 81 }] }],
      ['rule 1 match 0'],
    ],
    [
      'a prefix in another case',
      [{ match: [{ uri: { prefix: '/A' }, ignoreUriCase: true }] }, { match: [{ uri: { exact: '/ab' } }] }],
      ['rule 1'],
    ],
    [
      'a header that is asked for more closely',
      [{ match: [{ headers: { x: {} } }] }, { match: [{ headers: { x: { exact: 'a' } } }] }],
      ['rule 1'],
    ],
    [
      'one gateway of two',
      [{ match: [{ gateways: ['mesh', 'gw'] }] }, { match: [{ gateways: ['gw'], port: 80 }] }],
      ['rule 1'],
    ],
  ])('%s', (_, rules, expected) => {
    expect(unreached(rules)).toEqual(expected);
  });
});

test('long lists cost no more than others', () => {
  const rules = Array.from({ length: 5000 }, (_, index) => ({ match: [{ uri: { exact: `/${index}` } }] }));
  expect(unreached([...rules, rules[0] ?? {}])).toEqual(['rule 5000']);
});
