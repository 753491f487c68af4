import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS, engineSettings, readSettings } from './settings.ts';

function read(value: unknown): { settings: ReturnType<typeof readSettings>; problems: string[] } {
  const problems: string[] = [];
  return { settings: readSettings(value, (problem) => problems.push(problem)), problems };
}

test.each([[undefined], [null], [{}], [{ index: null, rules: undefined }]])(
  'nothing set means the defaults: %j',
  (value) => {
    expect(read(value)).toEqual({ settings: DEFAULT_SETTINGS, problems: [] });
  },
);

test('everything can be set', () => {
  const settings = {
    meshes: [{ name: 'prod', include: ['prod/**'], exclude: ['prod/old'], namespace: 'shop' }],
    diagnostics: { yamlSyntax: 'off' },
    rules: { 'a/b': 'off', 'c/d': 'hint' },
    codeLens: { enabled: false },
    inlayHints: { enabled: false },
    format: { enable: false, indentLists: 'flat', quotes: 'double' },
    istioVersion: '1.24',
    index: { maxFileSizeMb: 0.5, maxFiles: 7 },
  };
  expect(read(settings)).toEqual({ settings, problems: [] });
});

test.each([
  ['a text for all of it', 'on', 'istioWorkloads '],
  ['a list of rules', { rules: ['a'] }, 'istioWorkloads.rules '],
  ['a level nobody knows', { rules: { 'a/b': 'loud' } }, 'istioWorkloads.rules.a/b '],
  ['a mode nobody knows', { diagnostics: { yamlSyntax: true } }, 'istioWorkloads.diagnostics.yamlSyntax '],
  ['a text for a switch', { codeLens: { enabled: 'no' } }, 'istioWorkloads.codeLens.enabled '],
  ['quotes nobody knows', { format: { quotes: 'typographic' } }, 'istioWorkloads.format.quotes '],
  ['a release nobody knows', { istioVersion: '2.0' }, 'istioWorkloads.istioVersion '],
  ['no files at all', { index: { maxFiles: 0 } }, 'istioWorkloads.index.maxFiles '],
  ['a size that is no number', { index: { maxFileSizeMb: '5' } }, 'istioWorkloads.index.maxFileSizeMb '],
  ['one mesh instead of a list', { meshes: {} }, 'istioWorkloads.meshes '],
  ['a mesh without a list of files', { meshes: [{ name: 'a', include: 'b' }] }, 'istioWorkloads.meshes[0].include '],
])('%s is said, and the default stays', (_, value, setting) => {
  const { settings, problems } = read(value);
  expect(settings).toEqual(DEFAULT_SETTINGS);
  expect(problems).toEqual([expect.stringContaining(setting)]);
});

test.each([
  ['auto', false, true],
  ['auto', true, false],
  ['on', true, true],
  ['off', false, false],
] as const)('YAML syntax %s with another reporter %s: reported %s', (yamlSyntax, other, isReported) => {
  const settings = { ...DEFAULT_SETTINGS, diagnostics: { yamlSyntax } };
  expect(engineSettings(settings, other).reportsYaml).toBe(isReported);
});
