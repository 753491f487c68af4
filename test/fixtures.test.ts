import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Engine } from '../server/src/engine.ts';
import { expectEqualToFresh } from '../server/src/testing/expect-equal-to-fresh.ts';

/** Whole repositories as people lay them out. They are right, so nothing may be said about them. */
const FIXTURES = fileURLToPath(new URL('fixtures', import.meta.url));

describe.each(['monorepo', 'kustomize', 'helm'])('the repository "%s"', (name) => {
  const folder = join(FIXTURES, name);
  const root = pathToFileURL(folder).href;

  function engineOnFolder(): Engine {
    const engine = new Engine();
    engine.setFolders([root]);
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ya?ml|json)$/.test(path)) continue;
      engine.setDiskText(pathToFileURL(join(folder, path)).href, readFileSync(join(folder, path), 'utf8'));
    }
    engine.settle();
    return engine;
  }

  test('has no finding', () => {
    const engine = engineOnFolder();
    const findings = [...engine.uris].flatMap((uri) =>
      engine
        .problems(uri)
        .map(({ problem }) => `${relative(folder, fileURLToPath(uri))}: ${problem.rule} ${problem.message}`),
    );
    expect(findings).toEqual([]);
    expectEqualToFresh(engine, { folders: [root] });
  });
});

test('what belongs to another environment is not offered as the answer', () => {
  const root = pathToFileURL(join(FIXTURES, 'monorepo')).href;
  const engine = new Engine();
  engine.setFolders([root]);
  const text = (path: string): string => readFileSync(join(FIXTURES, 'monorepo', path), 'utf8');
  for (const environment of ['dev', 'prod']) {
    for (const file of ['vms.yaml', 'service.yaml']) {
      const path = `teams/orders/${environment}/${file}`;
      engine.setDiskText(`${root}/${path}`, text(path));
    }
  }
  // Breaks the only machine of dev; prod's still has the label.
  const vms = `${root}/teams/orders/dev/vms.yaml`;
  engine.setDiskText(vms, text('teams/orders/dev/vms.yaml').replace('    app: orders', '    app: order'));
  engine.settle();
  const rules = engine.problems(`${root}/teams/orders/dev/service.yaml`).map(({ problem }) => problem.rule);
  expect(rules).toEqual(['service-entry/selector-near-miss']);
  expect(engine.problems(`${root}/teams/orders/prod/service.yaml`)).toEqual([]);
});
