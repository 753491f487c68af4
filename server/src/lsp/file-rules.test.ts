import { describe, expect, test } from 'vitest';
import { hasTooManyDocuments, IgnoreRules, isCandidate, looksLikeJsonManifest } from './file-rules.ts';

test.each(['a.yaml', 'a.yml', 'A.YAML', 'kustomization.yml', 'Kustomization', 'pod.json', 'values.prod.yaml'])(
  '%s may hold resources',
  (name) => expect(isCandidate(name)).toBe(true),
);

test.each(['a.yaml.bak', 'yaml', 'readme.md', 'package.json', 'package-lock.json', 'tsconfig.build.json', '.x.json'])(
  '%s holds none',
  (name) => expect(isCandidate(name)).toBe(false),
);

test('JSON of Kubernetes has a version and a kind', () => {
  expect(looksLikeJsonManifest('{"apiVersion": "v1", "kind": "Pod"}')).toBe(true);
  expect(looksLikeJsonManifest('{"kind": "youtube#video"}')).toBe(false);
});

test('20,000 documents are not too many, one more is', () => {
  expect(hasTooManyDocuments('a: 1\n---\n'.repeat(19_999))).toBe(false);
  expect(hasTooManyDocuments('a: 1\n---\n'.repeat(20_000))).toBe(true);
});

describe('files.exclude', () => {
  test.each([
    ['**/*.log.yaml', 'a/b.log.yaml', true],
    ['top.yaml', 'top.yaml', true],
    ['top.yaml', 'a/top.yaml', false],
    ['a/*.{x,y}.yaml', 'a/b.y.yaml', true],
    ['a/*.{x,y}.yaml', 'a/b.z.yaml', false],
    ['**/{dist,out}', 'a/out/b.yaml', true],
  ])('%s and %s: %s', (glob, path, isIgnored) => {
    expect(IgnoreRules.fromExclude([glob]).ignores(path, false)).toBe(isIgnored);
  });
});

describe('.gitignore', () => {
  const root = IgnoreRules.fromExclude(['**/secret.yaml']).withGitignore('', '*.gen.yaml\nout/\n');

  test('a pattern for folders leaves files of that name', () => {
    expect([root.ignores('out', true), root.ignores('out', false)]).toEqual([true, false]);
  });

  test('an inner one counts from its own folder', () => {
    const inner = root.withGitignore('a', '/b.yaml\n');
    expect([inner.ignores('a/b.yaml', false), inner.ignores('a/c/b.yaml', false)]).toEqual([true, false]);
  });

  test('an inner one can bring back what an outer one hides', () => {
    expect(root.withGitignore('a', '!x.gen.yaml\n').ignores('a/x.gen.yaml', false)).toBe(false);
  });

  test('none can bring back what the editor hides', () => {
    expect(root.withGitignore('a', '!secret.yaml\n').ignores('a/secret.yaml', false)).toBe(true);
  });
});
