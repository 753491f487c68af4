import fc from 'fast-check';
import { test } from 'vitest';
import { Engine } from '../engine.ts';
import { propertyRuns } from '../testing/arbitrary-yaml.ts';
import { differencesFromFresh } from '../testing/expect-equal-to-fresh.ts';
import { FIXTURE_FOLDER } from '../testing/fixture.ts';

const namespace = fc.constantFrom('', '', '\n  namespace: one', '\n  namespace: two');
const REGION = 'topology.kubernetes.io/region';
const locality = fc.constantFrom('', '', ', locality: us/az-1', ', locality: eu');

const labels = fc
  .record({
    app: fc.constantFrom('whoami', 'whoami-v1', 'Whoami', 'billing', 'bilIing'),
    key: fc.constantFrom('app', 'app', 'app', 'app.kubernetes.io/name'),
    version: fc.constantFrom('', '', ', version: v1', ', version: v2', ', version: 2', `, ${REGION}: us`),
  })
  .map(({ app, key, version }) => `{${key}: ${app}${version}}`);

/** One resource of those that the rules about selection read or look for. */
const resource = fc
  .record({
    form: fc.constantFrom('ServiceEntry', 'WorkloadEntry', 'Service', 'Deployment', 'Namespace', 'template', 'broken'),
    name: fc.constantFrom('a', 'b', 'c'),
    namespace,
    labels,
    locality,
    headless: fc.boolean(),
  })
  .map((of) => {
    const head = (apiVersion: string): string =>
      `apiVersion: ${apiVersion}\nkind: ${of.form}\nmetadata:\n  name: ${of.name}${of.namespace}\n`;
    switch (of.form) {
      case 'ServiceEntry':
        return `${head('networking.istio.io/v1')}spec: {workloadSelector: {labels: ${of.labels}}}\n`;
      case 'WorkloadEntry':
        return `${head('networking.istio.io/v1')}spec: {labels: ${of.labels}${of.locality}}\n`;
      case 'Service':
        return `${head('v1')}spec: {${of.headless ? 'clusterIP: None, ' : ''}selector: ${of.labels}}\n`;
      case 'Deployment':
        return `${head('apps/v1')}spec: {template: {metadata: {labels: ${of.labels}}}}\n`;
      case 'Namespace':
        return `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${of.headless ? 'one' : 'two'}}\n`;
      case 'template':
        return `apiVersion: v1\nkind: Service\nmetadata: {name: {{ .Values.name }}}\n`;
      default:
        return `apiVersion: networking.istio.io/v1\nkind: WorkloadEntry\nmetadata: {name: "${of.name}\n`;
    }
  });

const path = fc.constantFrom('a.yaml', 'b.yaml', 'dev/a.yaml', 'prod/a.yaml');
const kustomization = fc.constantFrom(
  'resources: [a.yaml]\n',
  'resources: [a.yaml]\nnamespace: one\n',
  'resources: [../dev]\n',
  'resources: [../dev]\nlabels: [{pairs: {team: red}}]\n',
  'patches: [{path: a.yaml}]\n',
);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ path, documents: fc.array(resource, { maxLength: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      path: fc.constantFrom('dev/kustomization.yaml', 'prod/kustomization.yaml'),
      documents: fc.array(kustomization, { maxLength: 1 }),
    }),
  },
);

test('whatever is changed, the problems are those of a fresh reading', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
      const engine = new Engine({
        onError: (message, error) => {
          throw new Error(message, { cause: error });
        },
      });
      engine.setFolders([FIXTURE_FOLDER]);
      for (const { path: file, documents } of steps) {
        const uri = `${FIXTURE_FOLDER}/${file}`;
        if (documents.length === 0) engine.removeFile(uri);
        else engine.setDiskText(uri, documents.join('---\n'));
        const differences = differencesFromFresh(engine, { folders: [FIXTURE_FOLDER] });
        if (differences.length > 0) throw new Error(differences.join('\n'));
      }
    }),
    { numRuns: propertyRuns(100) },
  );
});
