import { describe, expect, test } from 'vitest';
import { Engine } from '../engine.ts';
import { provideCompletion } from '../features/completion.ts';
import { resolveCompletion } from '../features/completion-documentation.ts';
import { checkCompletion, checkCompletionText } from '../testing/check-feature.ts';
import { acceptItem, completeAgain } from '../testing/complete-again.ts';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { RESOURCES } from '../testing/resources.ts';
import { parseDocument } from '../yaml/parse-document.ts';

const HEAD = 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\nmetadata: {name: a}\n';

const SNIPPET = 15;
const PORT = 'number: 80\nname: http\nprotocol: HTTP';

function labelsAt(fixture: string): string[] {
  const parsed = parseFixture(fixture);
  const { uri, start } = cursorOf(parsed);
  const { items } = provideCompletion(engineOf(parsed), uri, start);
  return items.filter(({ kind }) => kind !== SNIPPET).map(({ label }) => label);
}

describe('keys', () => {
  test('that are required come first, those that are there are not offered', () => {
    checkCompletion(`${HEAD}spec:\n  ports:\n    - targetPort: 80\n      $0\n`, [
      'number — required',
      'name — required',
      'protocol',
    ]);
  });

  test('that a sibling excludes come last and say so', () => {
    const labels = labelsAt(`${HEAD}spec:\n  hosts: [a]\n  endpoints: [{address: 10.0.0.1}]\n  $0\n`);
    expect(labels.at(-1)).toBe('workloadSelector');
    expect(labels).not.toContain('hosts');
  });

  test.each([
    ['on an empty line', '  hosts: [a]\n  $0\n'],
    ['at the end of the file', '  hosts: [a]\n  $0'],
    ['in the middle of a word', '  hosts: [a]\n  reso$0lu\n'],
    ['between other keys', '  hosts: [a]\n  $0\n  ports: []\n'],
    ['before other keys', '  $0\n  hosts: [a]\n'],
    ['as the first of a map', '  $0\n'],
  ])('are offered %s', (_, spec) => {
    expect(labelsAt(`${HEAD}spec:\n${spec}`)).toContain('resolution');
  });

  test.each([
    ['spec:\n  hosts: [a]\n  $0\n', 'resolution', 'spec:\n  hosts: [a]\n  resolution: \n'],
    ['spec:\n  hosts: [a]\n  reso$0: NONE\n', 'resolution', 'spec:\n  hosts: [a]\n  resolution: NONE\n'],
    ['spec:\n  $0\n', 'workloadSelector', 'spec:\n  workloadSelector:\n    labels:\n      app: a\n'],
    ['spec:\n    $0\n', 'workloadSelector', 'spec:\n    workloadSelector:\n        labels:\n            app: a\n'],
    ['spec:\n  $0\n', 'ports', `spec:\n  ports:\n    - ${PORT.replaceAll('\n', '\n      ')}\n`],
    [
      'spec:\n  hosts:\n  - a\n  po$0\n',
      'ports',
      `spec:\n  hosts:\n  - a\n  ports:\n  - ${PORT.replaceAll('\n', '\n    ')}\n`,
    ],
    ['spec:\n  ports:\n    - $0\n', 'number', 'spec:\n  ports:\n    - number: \n'],
    ['spec:\n  ports:\n    $0\n', 'number', 'spec:\n  ports:\n    - number: \n'],
    ['spec:\n  ports:\n    - number: 80\n    $0\n', 'number', 'spec:\n  ports:\n    - number: 80\n    - number: \n'],
    ['spec:\n  ports: $0\n', 'number', 'spec:\n  ports:\n    - number: \n'],
    ['spec:\n  workloadSelector:$0\n', 'labels', 'spec:\n  workloadSelector:\n    labels:\n      app: a\n'],
    ['spec: {hosts: [a], $0}\n', 'resolution', 'spec: {hosts: [a], resolution: }\n'],
    ['spec: {hosts: [a], reso$0\n', 'resolution', 'spec: {hosts: [a], resolution: \n'],
    [
      'spec: {"hosts": ["a"], "$0"}\n',
      'ports',
      'spec: {"hosts": ["a"], "ports": [{"number": 80, "name": "http", "protocol": "HTTP"}]}\n',
    ],
    [
      'spec:\n  $0\n    labels:\n      app: a\n',
      'workloadSelector',
      'spec:\n  workloadSelector:\n    labels:\n      app: a\n',
    ],
    ['spec:\r\n  $0\r\n', 'ports', `spec:\r\n  ports:\r\n    - ${PORT.replaceAll('\n', '\r\n      ')}\r\n`],
  ])('leave the cursor where the next thing is typed: %j', (before, label, after) => {
    checkCompletionText(HEAD + before, label, HEAD + after);
  });

  test('are in quotes in a JSON file', () => {
    const begun = '{"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "spec": {$0}}\n';
    checkCompletionText(
      `//- a.json\n${begun}`,
      'hosts',
      `//- a.json\n${begun.replace('$0', '"hosts": ["my-app.example.com"]')}`,
    );
  });

  test('come with what they are for', () => {
    const parsed = parseFixture(`${HEAD}spec:\n  $0\n`);
    const { uri, start } = cursorOf(parsed);
    const { items } = provideCompletion(engineOf(parsed), uri, start);
    const documentation = items.map(
      (item) => resolveCompletion(item).documentation as { readonly value: string } | undefined,
    );
    expect(documentation.every((text) => text?.value.includes('[Reference](https://'))).toBe(true);
  });

  test('are offered below an error in another part of the document', () => {
    expect(labelsAt(`${HEAD.replace('{name: a}', '{name: a')}spec:\n  hosts: [a]\n  $0\n`)).toContain('resolution');
    expect(labelsAt(`a: [\n---\n${HEAD}spec:\n  hosts: [a]\n  $0\n`)).toContain('resolution');
    expect(labelsAt(`${HEAD}spec:\n  hosts: ["a]\n  $0\n`)).not.toContain('hosts');
  });
});

describe('values', () => {
  test.each([
    ['behind a colon and a space', 'location: $0', ['MESH_INTERNAL', 'MESH_EXTERNAL']],
    ['directly behind a colon', 'location:$0', ['MESH_INTERNAL', 'MESH_EXTERNAL']],
    ['in the middle of one', 'location: MESH$0_X', ['MESH_INTERNAL', 'MESH_EXTERNAL']],
    ['in quotes', 'location: "$0"', ['MESH_INTERNAL', 'MESH_EXTERNAL']],
    ['on a line of their own', 'location:\n    $0', ['MESH_INTERNAL', 'MESH_EXTERNAL']],
  ])('that are fixed are offered %s', (_, line, labels) => {
    expect(labelsAt(`${HEAD}spec:\n  ${line}\n`)).toEqual(labels);
  });

  test.each([
    ['location:$0', 'location: MESH_INTERNAL'],
    ['location: "MESH$0"', 'location: "MESH_INTERNAL"'],
    ["location: '$0'", "location: 'MESH_INTERNAL'"],
    ['location: MESH_$0EXTERNAL # why', 'location: MESH_INTERNAL # why'],
  ])('keep what stands around them: %j', (before, after) => {
    checkCompletionText(`${HEAD}spec:\n  ${before}\n`, 'MESH_INTERNAL', `${HEAD}spec:\n  ${after}\n`);
  });

  test('true and false are offered where one of them is wanted', () => {
    expect(
      labelsAt(
        `${HEAD.replace('ServiceEntry', 'DestinationRule')}spec: {trafficPolicy: {tls: {insecureSkipVerify: $0}}}\n`,
      ),
    ).toEqual(['true', 'false']);
  });
});

describe('apiVersion and kind', () => {
  test('a kind brings its version along', () => {
    checkCompletionText('kind: Serv$0\n', 'ServiceEntry', 'apiVersion: networking.istio.io/v1\nkind: ServiceEntry\n');
  });

  test('kinds fit the version that is there', () => {
    expect(labelsAt('apiVersion: security.istio.io/v1\nkind: $0\n').sort()).toEqual([
      'AuthorizationPolicy',
      'PeerAuthentication',
      'RequestAuthentication',
    ]);
  });

  test('versions fit the kind that is there, the preferred one first', () => {
    expect(labelsAt('apiVersion: $0\nkind: WorkloadEntry\n')).toEqual([
      'networking.istio.io/v1',
      'networking.istio.io/v1beta1',
      'networking.istio.io/v1alpha3',
    ]);
  });

  test('an empty file can begin with any kind, also one without a snippet', () => {
    checkCompletionText(
      '$0',
      'Service',
      `apiVersion: v1
kind: Service
metadata:
  name: my-app
spec:
  selector:
    app: my-app
  ports:
    - name: http
      port: 80
      targetPort: 8080`,
    );
  });

  test('a resource that is begun is offered what it lacks', () => {
    expect(labelsAt('apiVersion: networking.istio.io/v1\n$0\n')).toEqual(['kind', 'metadata', 'spec']);
  });
});

describe('nothing is offered', () => {
  test.each([
    ['in a comment', `${HEAD}spec:\n  # $0\n`],
    ['behind a value', `${HEAD}spec:\n  location: MESH_INTERNAL $0\n`],
    ['in a block scalar', `${HEAD}spec:\n  location: |\n    $0\n`],
    ['for free text', `${HEAD}spec:\n  hosts:\n    - $0\n`],
    ['in a template', `${HEAD}spec:\n  hosts: [{{ .Values.host }}]\n  $0\n`],
    ['in other YAML', 'services:\n  $0\n'],
    ['beside the keys of other YAML', 'services: {}\n$0\n'],
    ['in the kind of other YAML', 'name: a\nkind: $0\n'],
    ['of a kind without a schema', 'apiVersion: v1\nkind: ConfigMap\n$0\n'],
    ['in a kustomization', '//- kustomization.yaml\n$0\n'],
    ['in a patch', `//- kustomization.yaml\npatches: [{path: p.yaml}]\n//- p.yaml\n${HEAD}spec:\n  $0\n`],
  ])('%s', (_, fixture) => {
    expect(labelsAt(fixture)).toEqual([]);
  });
});

test('each key and fixed value of valid documents that is taken out is among the first ten, and gives the document back', async ({
  annotate,
}) => {
  const trials = RESOURCES.map((text) => completeAgain(text));
  const count = trials.reduce((sum, trial) => sum + trial.count, 0);
  const failures = trials.flatMap((trial) => trial.failures);
  await annotate(`${count - failures.length} of ${count} completed again`);
  expect(failures).toEqual([]);
  expect(count).toBeGreaterThan(300);
});

test('whatever is accepted on an empty line between any two others, the document is as readable as before', () => {
  const broken: string[] = [];
  const engine = new Engine();
  for (const whole of RESOURCES.slice(0, 3)) {
    for (const { index } of whole.matchAll(/\n/g)) {
      for (const indent of ['', '  ', '    ', '      ']) {
        const text = `${whole.slice(0, index)}\n${indent}${whole.slice(index)}`;
        engine.openFile('file:///mesh/a.yaml', text);
        const source = engine.file('file:///mesh/a.yaml')?.source;
        if (!source) continue;
        const { items } = provideCompletion(
          engine,
          'file:///mesh/a.yaml',
          source.positionAt(index + 1 + indent.length),
        );
        for (const item of items.slice(0, 5)) {
          const after = acceptItem(text, item, (position) => source.offsetAt(position));
          const isBroken = after === undefined || errorsIn(after) > errorsIn(text);
          if (isBroken) broken.push(`${item.label} in ${text}`);
        }
      }
    }
  }
  expect(broken).toEqual([]);
});

function errorsIn(text: string): number {
  return parseDocument(text).problems.filter(({ severity }) => severity === 'error').length;
}
