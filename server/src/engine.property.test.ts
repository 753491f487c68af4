import fc from 'fast-check';
import { test } from 'vitest';
import { DEFAULT_SETTINGS, Engine } from './engine.ts';
import { propertyRuns } from './testing/arbitrary-yaml.ts';
import { expectEqualToFresh } from './testing/expect-equal-to-fresh.ts';
import { serviceEntry, workloadEntry } from './testing/manifests.ts';
import { PROBE_RULES } from './testing/probe-rules.ts';

const ROOT = 'file:///mesh';
const PATHS = ['a.yaml', 'b.yaml', 'dev/a.yaml', 'dev/b.yaml', 'prod/a.yaml', 'prod/x/b.yaml', 'kustomization.yaml'];

const name = fc.constantFrom('vm', 'vm-2', 'shop');
const app = fc.constantFrom('shop', 'cart', '"{{ .x }}"', '1', '$'.concat('{APP}'));
const namespace = fc.constantFrom(undefined, undefined, 'one', 'two');

/** Whole documents, and pieces that make and break them. */
const fragment = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(name, app, namespace).map((parts) => `---\n${workloadEntry(...parts)}`) },
  { weight: 4, arbitrary: fc.tuple(name, app, namespace).map((parts) => `---\n${serviceEntry(...parts)}`) },
  fc.constantFrom(
    '---\n',
    '...\n',
    '# {{ comment }}\n',
    '{{ if .x }}\n',
    '"',
    '\n',
    ' ',
    'resources: [dev]\n',
    'x',
    '  - [',
    'é😀',
  ),
  fc.constantFrom('namespace: one\n', 'commonLabels: {a: b}\n', 'patchesStrategicMerge: [a.yaml]\n', 'kind: List\n'),
);

const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('edit' as const),
      path: fc.constantFrom(...PATHS),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      deleted: fc.nat(40),
      inserted: fragment,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('disk' as const),
      path: fc.constantFrom(...PATHS),
      text: fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join('')),
    }),
  },
  fc.record({
    type: fc.constant('open' as const),
    path: fc.constantFrom(...PATHS),
    text: fc.array(fragment, { maxLength: 4 }).map((parts) => parts.join('')),
  }),
  fc.record({ type: fc.constant('close' as const), path: fc.constantFrom(...PATHS) }),
  fc.record({ type: fc.constant('remove' as const), path: fc.constantFrom(...PATHS) }),
  fc.record({ type: fc.constant('work' as const), steps: fc.nat(5) }),
  fc.record({ type: fc.constant('settle' as const) }),
);

test('after any history of edits the answers are those of a fresh engine', () => {
  fc.assert(
    fc.property(fc.array(action, { minLength: 1, maxLength: 25 }), fc.boolean(), (actions, hasMeshes) => {
      const settings = hasMeshes
        ? { ...DEFAULT_SETTINGS, meshes: [{ name: 'dev', include: ['dev/**', 'a.yaml'], namespace: 'two' }] }
        : DEFAULT_SETTINGS;
      const engine = new Engine({ rules: PROBE_RULES, settings });
      engine.setFolders([ROOT]);
      for (const step of actions) {
        if (step.type === 'work') {
          let left = step.steps;
          engine.work(() => --left < 0);
          continue;
        }
        if (step.type === 'settle') {
          expectEqualToFresh(engine, { folders: [ROOT], rules: PROBE_RULES, settings });
          continue;
        }
        const uri = `${ROOT}/${step.path}`;
        if (step.type === 'disk') engine.setDiskText(uri, step.text);
        else if (step.type === 'open') engine.openFile(uri, step.text, 1);
        else if (step.type === 'close') engine.closeFile(uri);
        else if (step.type === 'remove') engine.removeFile(uri);
        else {
          const source = engine.file(uri)?.source;
          if (!source) continue;
          const start = Math.floor(step.at * source.length);
          const range = {
            start: source.positionAt(start),
            end: source.positionAt(Math.min(source.length, start + step.deleted)),
          };
          engine.editFile(uri, [{ range, text: step.inserted }]);
        }
      }
      expectEqualToFresh(engine, { folders: [ROOT], rules: PROBE_RULES, settings });
    }),
    { numRuns: propertyRuns(150) },
  );
});
