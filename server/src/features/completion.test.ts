import { describe, expect, test } from 'vitest';
import { checkCompletion, checkCompletionText } from '../testing/check-feature.ts';
import { cursorOf, engineOf, parseFixture } from '../testing/fixture.ts';
import { provideCompletion } from './completion.ts';

const WORKLOADS = `
//- workloads.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test1-we}
spec: {labels: {app: test, version: v1}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: test2-we}
spec: {labels: {app: test, version: v2}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami}
spec: {template: {metadata: {labels: {app: whoami}}}}
`;

const HEAD = `//- se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec:
`;

function selecting(selector: string): string {
  return `${WORKLOADS}${HEAD}${selector}`;
}

describe('inside a selector', () => {
  test('pairs come first, those that select most at the top, then keys', () => {
    checkCompletion(selecting('  workloadSelector:\n    labels:\n      $0\n'), [
      'app: test — 2 WorkloadEntries',
      'app: whoami — 1 Deployment',
      'version: v1 — 1 WorkloadEntry',
      'version: v2 — 1 WorkloadEntry',
      'app — 2 values',
      'version — 2 values',
    ]);
  });

  test('labels that are there already are not offered, and narrow the others', () => {
    checkCompletion(selecting('  workloadSelector:\n    labels:\n      app: test\n      $0\n'), [
      'version: v1 — 1 WorkloadEntry',
      'version: v2 — 1 WorkloadEntry',
      'version — 2 values',
    ]);
  });

  test.each([
    ['behind a colon and a space', '      app: $0\n'],
    ['directly behind a colon', '      app:$0\n'],
    ['in the middle of a value', '      app: te$0st\n'],
    ['at the end of the file', '      app: $0'],
  ])('values of the key are offered %s', (_, line) => {
    checkCompletion(selecting(`  workloadSelector:\n    labels:\n${line}`), [
      'test — 2 WorkloadEntries',
      'whoami — 1 Deployment',
    ]);
  });

  test.each([
    ['in an empty flow map', '  workloadSelector: {labels: {$0}}\n'],
    ['in a flow map that is not closed', '  workloadSelector: {labels: {$0\n'],
    ['in a flow map before other keys', '  workloadSelector: {labels: {ap$0, version: v1}}\n'],
  ])('pairs are offered %s', (_, line) => {
    checkCompletionText(selecting(line), 'app: test', `${HEAD}${line.replace(/(?:ap)?\$0/, 'app: test')}`);
  });

  test('an accepted pair replaces the word that was begun', () => {
    checkCompletionText(
      selecting('  workloadSelector:\n    labels:\n      ve$0r\n'),
      'version: v2',
      `${HEAD}  workloadSelector:\n    labels:\n      version: v2\n`,
    );
  });

  test('an accepted key gets its colon and the space behind it', () => {
    checkCompletionText(
      selecting('  workloadSelector:\n    labels:\n      $0\n'),
      'app',
      `${HEAD}  workloadSelector:\n    labels:\n      app: \n`,
    );
  });

  test('a key that has its colon is replaced alone', () => {
    checkCompletionText(
      selecting('  workloadSelector:\n    labels:\n      vers$0: v1\n'),
      'version',
      `${HEAD}  workloadSelector:\n    labels:\n      version: v1\n`,
    );
  });

  test('a value directly behind the colon gets a space', () => {
    checkCompletionText(
      selecting('  workloadSelector:\n    labels:\n      app:$0\n'),
      'whoami',
      `${HEAD}  workloadSelector:\n    labels:\n      app: whoami\n`,
    );
  });

  test('quotes that were begun are kept', () => {
    checkCompletionText(
      selecting('  workloadSelector:\n    labels:\n      app: "w$0\n'),
      'whoami',
      `${HEAD}  workloadSelector:\n    labels:\n      app: "whoami"\n`,
    );
  });

  test('a value that reads as a number is quoted', () => {
    checkCompletionText(
      selecting('  workloadSelector:\n    labels:\n      app: $0\n').replaceAll('app: whoami', 'app: "1"'),
      '1',
      `${HEAD}  workloadSelector:\n    labels:\n      app: "1"\n`,
    );
  });

  test('the key of a JSON file is quoted', () => {
    checkCompletionText(
      `${WORKLOADS}//- se.json
{"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "spec": {"workloadSelector": {"labels": {"version": "v1", "$0"}}}}
`,
      'app: test',
      `//- se.json
{"apiVersion": "networking.istio.io/v1", "kind": "ServiceEntry", "spec": {"workloadSelector": {"labels": {"version": "v1", "app": "test"}}}}
`,
    );
  });

  test.each([
    ['  workloadSelector:\n    labels:$0\n', '  workloadSelector:\n    labels:\n      app: test\n'],
    ['  workloadSelector:\n    labels: $0\n', '  workloadSelector:\n    labels:\n      app: test\n'],
    ['  workloadSelector: $0\n', '  workloadSelector:\n    labels:\n      app: test\n'],
    ['  workloadSelector: {labels:$0}\n', '  workloadSelector: {labels: {app: test}}\n'],
  ])('directly behind the key above the labels a pair opens its own line: %j', (before, after) => {
    checkCompletionText(selecting(before), 'app: test', `${HEAD}${after}`);
  });

  test('nothing is opened behind a key that has its labels already', () => {
    checkCompletion(selecting('  workloadSelector:\n    labels: $0\n      app: test\n'), []);
  });

  test('what another namespace has comes last and says so', () => {
    checkCompletion(
      `${WORKLOADS.replace('name: whoami', 'name: whoami, namespace: shop')}${HEAD}  workloadSelector: {labels: {app: $0}}\n`,
      ['test — 2 WorkloadEntries', 'whoami — 1 Deployment in namespace shop'],
    );
  });

  test('a Service has its labels directly below its selector', () => {
    checkCompletion(
      `${WORKLOADS}//- svc.yaml\napiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec:\n  selector:\n    version: $0\n`,
      ['v1 — 1 WorkloadEntry', 'v2 — 1 WorkloadEntry'],
    );
  });
});

describe('inside the labels of a workload', () => {
  const SELECTORS = `
//- selectors.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: test-se}
spec: {workloadSelector: {labels: {app: test}}}
---
apiVersion: v1
kind: Service
metadata: {name: whoami}
spec: {selector: {app: whoami, version: v1}}
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: other-we}
spec: {labels: {team: red}}
`;

  test('labels by which somebody would select it come first', () => {
    checkCompletion(
      `${SELECTORS}//- we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: {name: new-we}
spec:
  labels:
    $0
`,
      [
        'app: test — selected by test-se',
        'app: whoami — one of the labels of whoami',
        'version: v1 — one of the labels of whoami',
        'team: red — also on 1 WorkloadEntry',
        'app — 2 values',
        'version — 1 value',
        'team — 1 value',
      ],
    );
  });

  test('a label that completes a selector says so', () => {
    checkCompletion(
      `${SELECTORS}//- deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata: {name: whoami}
spec:
  template:
    metadata:
      labels:
        app: whoami
        version: $0
`,
      ['v1 — selected by whoami'],
    );
  });
});

describe('offers nothing', () => {
  test.each([
    ['in a comment', '  workloadSelector:\n    labels:\n      app: test # $0\n'],
    ['behind a value', '  workloadSelector:\n    labels:\n      app: test $0\n'],
    ['of workloads in other fields', '  subjectAltNames:\n    - $0\n'],
  ])('%s', (_, text) => {
    checkCompletion(selecting(text), []);
  });

  test("of the mesh in a Deployment's own labels, which nobody selects by", () => {
    checkCompletion(`${WORKLOADS}//- d.yaml\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels:\n    $0\n`, [
      'app',
      'version',
      'app.kubernetes.io/name',
      'app.kubernetes.io/version',
      'istio.io/rev',
    ]);
  });
});

describe('with an older release of Istio', () => {
  const labels = (fixture: string): string[] => {
    const parsed = parseFixture(fixture);
    const { uri, start } = cursorOf(parsed);
    return provideCompletion(engineOf(parsed), uri, start).items.map(({ label }) => label);
  };
  const policy = (release: string): string => `//- with Istio ${release}
//- main.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a}
spec:
  host: a
  trafficPolicy:
    $0
`;

  test('what came later is not offered', () => {
    expect(labels(policy('1.26'))).not.toContain('retryBudget');
    expect(labels(policy('1.27'))).toContain('retryBudget');
  });

  test('nor are kinds and versions', () => {
    const kinds = (release: string): string[] =>
      labels(`//- with Istio ${release}\n//- main.yaml\napiVersion: extensions.istio.io/v1alpha1\nkind: $0\n`);
    expect(kinds('1.29')).not.toContain('TrafficExtension');
    expect(kinds('1.30')).toContain('TrafficExtension');
    expect(labels('//- with Istio 1.21\n//- main.yaml\napiVersion: $0\nkind: WorkloadEntry\n')).not.toContain(
      'networking.istio.io/v1',
    );
  });
});
