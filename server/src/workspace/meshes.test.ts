import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, Engine, type EngineSettings } from '../engine.ts';
import { expectEqualToFresh } from '../testing/expect-equal-to-fresh.ts';
import { documents, serviceEntry, workloadEntry } from '../testing/manifests.ts';
import { PROBE_RULES } from '../testing/probe-rules.ts';

const ROOT = 'file:///mesh';

/** What the probes say, as `path: message` lines. */
function seen(files: Readonly<Record<string, string>>, settings: EngineSettings = DEFAULT_SETTINGS): string[] {
  const engine = new Engine({ rules: PROBE_RULES, settings });
  engine.setFolders([ROOT]);
  for (const [path, text] of Object.entries(files)) engine.setDiskText(`${ROOT}/${path}`, text);
  engine.settle();
  expectEqualToFresh(engine, { folders: [ROOT], rules: PROBE_RULES, settings });
  return Object.keys(files).flatMap((path) =>
    engine.problems(`${ROOT}/${path}`).map((located) => `${path}: ${located.problem.message}`),
  );
}

describe('variants of one resource', () => {
  test('a resource meets the variant in its own file', () => {
    expect(
      seen({
        'a.yaml': documents(workloadEntry('vm', 'shop'), serviceEntry('shop', 'shop')),
        'b.yaml': workloadEntry('vm', 'other'),
      }),
    ).toEqual(['a.yaml: selected by a.yaml:shop', 'a.yaml: selects a.yaml:vm', 'b.yaml: selected by nobody']);
  });

  test('a nearer variant hides a farther one, also when only the farther one would be selected', () => {
    expect(
      seen({
        'vm.yaml': workloadEntry('vm', 'shop'),
        'team/vm.yaml': workloadEntry('vm', 'other'),
        'team/shop.yaml': serviceEntry('shop', 'shop'),
      }),
    ).toContain('team/shop.yaml: selects nothing');
  });

  test('of variants equally near one is enough', () => {
    expect(
      seen({
        'a.yaml': workloadEntry('vm', 'old'),
        'b.yaml': workloadEntry('vm', 'shop'),
        'se.yaml': serviceEntry('shop', 'shop'),
      }),
    ).toContain('se.yaml: selects b.yaml:vm');
  });

  test('a name used in two namespaces is two resources', () => {
    expect(
      seen({
        'all.yaml': documents(
          workloadEntry('vm', 'shop', 'a'),
          workloadEntry('vm', 'shop', 'b'),
          serviceEntry('shop', 'shop', 'b'),
        ),
      }),
    ).toEqual(['all.yaml: selected by nobody', 'all.yaml: selected by all.yaml:shop', 'all.yaml: selects all.yaml:vm']);
  });
});

describe('environments in sibling folders', () => {
  const environments = {
    'base/extra.yaml': workloadEntry('extra', 'shop'),
    'env/dev/all.yaml': documents(workloadEntry('vm', 'shop'), serviceEntry('shop', 'shop')),
    'env/prod/vm.yaml': documents(workloadEntry('vm', 'shop'), workloadEntry('vm-2', 'shop')),
    'env/prod/shop.yaml': serviceEntry('shop', 'shop'),
  };

  test('each sees its own branch and what lies beside the environments, not the other environment', () => {
    const messages = seen(environments);
    expect(messages).toContain('env/dev/all.yaml: selects base/extra.yaml:extra env/dev/all.yaml:vm');
    expect(messages).toContain(
      'env/prod/shop.yaml: selects base/extra.yaml:extra env/prod/vm.yaml:vm env/prod/vm.yaml:vm-2',
    );
  });

  test('folders without a common resource are one mesh', () => {
    expect(
      seen({ 'vms/vm.yaml': workloadEntry('vm', 'shop'), 'services/shop.yaml': serviceEntry('shop', 'shop') }),
    ).toContain('services/shop.yaml: selects vms/vm.yaml:vm');
  });

  test('a folder of the same name in another branch is nearer than its siblings', () => {
    expect(
      seen({
        'vms/dev/vm.yaml': workloadEntry('vm', 'other'),
        'vms/prod/vm.yaml': workloadEntry('vm', 'shop'),
        'services/prod/shop.yaml': serviceEntry('shop', 'shop'),
        'services/dev/shop.yaml': serviceEntry('shop', 'shop'),
      }),
    ).toEqual([
      'vms/dev/vm.yaml: selected by nobody',
      'vms/prod/vm.yaml: selected by services/prod/shop.yaml:shop',
      'services/prod/shop.yaml: selects vms/prod/vm.yaml:vm',
      'services/dev/shop.yaml: selects nothing',
    ]);
  });

  test('folders become alternatives when a resource appears in both, and stop when it goes', () => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.setFolders([ROOT]);
    engine.setDiskText(`${ROOT}/a/vm.yaml`, workloadEntry('vm', 'shop'));
    engine.setDiskText(`${ROOT}/b/shop.yaml`, serviceEntry('shop', 'shop'));
    const selects = (): string | undefined => {
      expectEqualToFresh(engine, { folders: [ROOT], rules: PROBE_RULES });
      return engine.problems(`${ROOT}/b/shop.yaml`)[0]?.problem.message;
    };
    expect(selects()).toBe('selects a/vm.yaml:vm');
    engine.setDiskText(`${ROOT}/a/shop.yaml`, serviceEntry('shop', 'shop'));
    expect(selects()).toBe('selects nothing');
    engine.removeFile(`${ROOT}/a/shop.yaml`);
    expect(selects()).toBe('selects a/vm.yaml:vm');
  });

  test('settings decide where they name a file', () => {
    const messages = seen(environments, {
      ...DEFAULT_SETTINGS,
      meshes: [{ name: 'all', include: ['env/**'], namespace: 'shop' }],
    });
    expect(messages).toContain('env/dev/all.yaml: selects env/dev/all.yaml:vm env/prod/vm.yaml:vm-2');
    expect(messages).toContain('base/extra.yaml: selected by nobody');
  });

  test('workspace folders are meshes of their own', () => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.setFolders(['file:///one', 'file:///two']);
    engine.setDiskText('file:///one/vm.yaml', workloadEntry('vm', 'shop'));
    engine.setDiskText('file:///two/shop.yaml', serviceEntry('shop', 'shop'));
    engine.settle();
    expect(engine.problems('file:///two/shop.yaml')[0]?.problem.message).toBe('selects nothing');
    engine.setFolders(['file://']);
    engine.settle();
    expect(engine.problems('file:///two/shop.yaml')[0]?.problem.message).toBe('selects vm.yaml:vm');
  });
});

describe('kustomize', () => {
  const tree = {
    'base/kustomization.yaml': 'resources:\n  - vm.yaml\n  - shop.yaml\n',
    'base/vm.yaml': workloadEntry('vm', 'shop'),
    'base/shop.yaml': serviceEntry('shop', 'shop'),
    'overlays/dev/kustomization.yaml':
      'namespace: dev\nresources:\n  - ../../base\n  - extra.yaml\npatches:\n  - path: weight.yaml\n',
    'overlays/dev/extra.yaml': workloadEntry('extra', 'shop'),
    'overlays/dev/weight.yaml':
      'apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata:\n  name: vm\nspec:\n  weight: 3\n',
    'overlays/prod/kustomization.yaml': 'namespace: prod\nresources:\n  - ../../base\n  - extra.yaml\n',
    'overlays/prod/extra.yaml': workloadEntry('extra-prod', 'shop'),
  };

  test('a patch is no resource', () => {
    expect(seen(tree).filter((line) => line.startsWith('overlays/dev/weight.yaml'))).toEqual([]);
  });

  test('a namespace of the kustomization is the namespace of its resources', () => {
    expect(
      seen({
        'kustomization.yaml': 'namespace: shop\nresources: [vm.yaml]\n',
        'vm.yaml': workloadEntry('vm', 'shop'),
        'se.yaml': serviceEntry('shop', 'shop', 'shop'),
      }),
    ).toContain('se.yaml: selects vm.yaml:vm');
  });

  test('overlays of one base do not see each other', () => {
    const { 'overlays/dev/kustomization.yaml': dev, ...rest } = tree;
    const messages = seen({
      ...rest,
      'overlays/dev/kustomization.yaml': dev.replace('namespace: dev\n', ''),
      'overlays/dev/shop.yaml': serviceEntry('dev-shop', 'shop'),
      'overlays/prod/kustomization.yaml': 'resources:\n  - ../../base\n',
    });
    expect(messages).toContain('overlays/dev/shop.yaml: selects base/vm.yaml:vm overlays/dev/extra.yaml:extra');
  });
});

describe('text that cannot be trusted', () => {
  test('a Helm template holds no resources, and neither does the rest of its file', () => {
    const template = `{{- if .Values.vm }}\n${workloadEntry('vm', 'shop')}{{- end }}\n`;
    expect(seen({ 'a.yaml': documents(template, serviceEntry('shop', 'shop')) })).toEqual([]);
  });

  test('a template in quotes concerns its own document only', () => {
    const messages = seen({
      'a.yaml': documents(
        workloadEntry('vm', '"{{ .Values.app }}"'),
        workloadEntry('vm-2', 'shop'),
        serviceEntry('shop', 'shop'),
      ),
    });
    expect(messages).toEqual(['a.yaml: selected by a.yaml:shop', 'a.yaml: selects a.yaml:vm-2']);
  });

  test('braces in a comment are no template', () => {
    expect(seen({ 'a.yaml': `# see {{ .Values }}\n${workloadEntry('vm', 'shop')}` })).toHaveLength(1);
  });

  test('a file stops being a template when the braces go', () => {
    const engine = new Engine({ rules: PROBE_RULES });
    engine.setFolders([ROOT]);
    const uri = `${ROOT}/a.yaml`;
    engine.openFile(uri, documents(`{{ if }}\n`, workloadEntry('vm', 'shop')), 1);
    engine.settle();
    expect(engine.problems(uri)).toEqual([]);
    engine.editFile(
      uri,
      [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, text: '' }],
      2,
    );
    expectEqualToFresh(engine, { folders: [ROOT], rules: PROBE_RULES });
    expect(engine.problems(uri)).toHaveLength(1);
  });

  test('other YAML is nobody’s resource and has no problems', () => {
    expect(seen({ 'compose.yaml': 'services:\n  web:\n    image: [unclosed\n' })).toEqual([]);
  });
});
