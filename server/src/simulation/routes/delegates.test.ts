import { describe, expect, test } from 'vitest';
import { resource } from '../../testing/simulated.ts';
import { answerLine, host, to, trace, virtualService } from '../../testing/traced.ts';

const MESH = [host('w.example.com'), host('a.example.com'), host('b.example.com')];

/** A VirtualService without hosts. */
function delegate(name: string, http: string, more = ''): string {
  return resource('VirtualService', name, `{http: [${http}]${more === '' ? '' : `, ${more}`}}`);
}

function root(http: string): string {
  return virtualService('root', 'w.example.com', http);
}

/** Where the path goes; its first part where no rule takes it. */
function goes(documents: readonly string[], path: string): string {
  return answerLine([...MESH, ...documents], { path }).replace('route default/root 80||', '');
}

test('the rules of a delegate stand for the rule that names it (D7.9)', () => {
  const documents = [
    root(`{match: [{uri: {prefix: /x}}], delegate: {name: d}}, ${to('b.example.com')}`),
    delegate('d', `${to('a.example.com', 'match: [{uri: {prefix: /x/y}}]')}`),
  ];
  expect(goes(documents, '/x/y')).toBe('a.example.com');
  expect(goes(documents, '/x')).toBe('b.example.com');
});

test('a delegate in another namespace counts if it is exported to that of the root (D7.9)', () => {
  const http = '{delegate: {name: d, namespace: other}}';
  expect(goes([root(http), delegate('other/d', to('a.example.com'))], '/')).toBe('a.example.com');
  const hidden = delegate('other/d', to('a.example.com'), "exportTo: ['.']");
  expect(goes([root(http), hidden], '/')).toBe('route 80||w.example.com');
});

describe('a rule is dropped, and the others stay, where its delegate (D7.9)', () => {
  const http = `{match: [{uri: {prefix: /x}}], delegate: {name: d}}, ${to('b.example.com')}`;
  test.each([
    ['is missing', [], 'there is no VirtualService default/d'],
    [
      'has hosts',
      [virtualService('d', 'z.example.com', to('a.example.com'))],
      'default/d has hosts of its own, so it is no delegate',
    ],
    [
      'is not exported to it',
      [delegate('d', to('a.example.com'), 'exportTo: [other]')],
      'default/d is not exported to namespace `default`',
    ],
  ])('%s', (_, others, reason) => {
    expect(goes([root(http), ...others], '/x')).toBe('b.example.com');
    const { steps } = trace([...MESH, root(http), ...others], { path: '/x' });
    expect(steps.map(({ what }) => what)).toContain(`http[0].delegate is passed over: ${reason}.`);
  });
});

describe('matches of root and delegate (D7.9)', () => {
  const reached = (outer: string, inner: string, path = '/x/y', more = {}): boolean => {
    const documents = [
      root(`{match: [${outer}], delegate: {name: d}}, ${to('b.example.com')}`),
      delegate('d', to('a.example.com', `match: [${inner}]`)),
    ];
    return answerLine([...MESH, ...documents], { path, ...more }).endsWith('80||a.example.com');
  };
  test.each([
    ['{uri: {prefix: /x}}', '{uri: {prefix: /x/y}}', true],
    ['{uri: {prefix: /x}}', '{uri: {exact: /x/y}}', true],
    ['{uri: {prefix: /x/y}}', '{uri: {prefix: /x}}', false],
    ['{uri: {exact: /x/y}}', '{uri: {exact: /x/y}}', true],
    ['{uri: {exact: /x/y}}', '{uri: {prefix: /x}}', false],
    ['{uri: {regex: "/x.*"}}', '{uri: {prefix: /x}}', false],
    ['{uri: {prefix: /x}}', '{uri: {prefix: /x}, ignoreUriCase: true}', false],
    ['{port: 80}', '{uri: {prefix: /x}}', true],
    ['{port: 80}', '{port: 8080}', false],
    ['{sourceNamespace: default}', '{uri: {prefix: /x}}', false],
    ['{sourceNamespace: default}', '{sourceNamespace: default}', true],
    ['{sourceLabels: {app: a}}', '{sourceLabels: {app: b}}', false],
    ['{headers: {h: {}}}', '{headers: {h: {exact: a}}}', false],
    ['{gateways: [mesh]}', '{gateways: [mesh, other]}', false],
  ])('%s and %s agree: %s', (outer, inner, isReached) => {
    expect(reached(outer, inner)).toBe(isReached);
  });

  test('are both asked for', () => {
    const documents = ['{headers: {h: {exact: a}}}', '{uri: {prefix: /x}}'] as const;
    expect(reached(...documents, '/x', { headers: { h: 'a' } })).toBe(true);
    expect(reached(...documents, '/x')).toBe(false);
    expect(reached(...documents, '/z', { headers: { h: 'a' } })).toBe(false);
  });

  test('drop the whole rule if one agrees with none', () => {
    expect(reached('{uri: {prefix: /x}}', '{uri: {prefix: /x/y}}, {uri: {prefix: /z}}')).toBe(false);
  });
});

test('what the delegate does not say comes from the root, a redirect does not (D7.9)', () => {
  const outer =
    '{delegate: {name: d}, rewrite: {uri: /new}, fault: {abort: {httpStatus: 500, percentage: {value: 1}}}}';
  const { steps } = trace([...MESH, root(outer), delegate('d', to('a.example.com'))], { path: '/x' });
  expect(steps.map(({ what }) => what)).toContain('The path becomes "/newx".');
});
