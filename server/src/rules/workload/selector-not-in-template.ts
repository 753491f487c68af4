import { t } from '../../l10n.ts';
import { decodeLabels, type LabelPair, type Labels } from '../../model/labels.ts';
import type { Fix } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { mapValue } from '../../yaml/node-access.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { addLabel, changeText } from '../edits.ts';
import { countAt, isSet, keyOf, mapAt, mapsAt, textAt, textsAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'workload/selector-not-in-template',
  alias: 'wl-selector-template',
  severity: 'error',
  rejects: true,
  kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  at: ['DaemonSet:spec', 'Deployment:spec', 'ReplicaSet:spec', 'StatefulSet:spec'],
  docs: () => ({
    summary: t(
      'A workload selects the pods of its own template; the API server refuses a selector that their labels do not fulfil, and an absent one.',
    ),
    details: t(
      'The pods get exactly the labels under `template.metadata.labels`. Each pair of `selector.matchLabels` must be among them, and each of `matchExpressions` true of them. The selector of what is deployed cannot be changed, so correct the labels rather than the selector.',
    ),
    invalid: `
//- whoami-deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: whoami
spec:
  selector:
    matchLabels:
      app: whoami
  template:
    metadata:
      labels:
        app: whoami-v1
    spec:
      containers:
        - name: whoami
          image: traefik/whoami:v1.10
          ports:
            - containerPort: 80
`,
    valid: `
//- whoami-deployment.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: whoami
spec:
  selector:
    matchLabels:
      app: whoami
  template:
    metadata:
      labels:
        app: whoami
    spec:
      containers:
        - name: whoami
          image: traefik/whoami:v1.10
          ports:
            - containerPort: 80
`,
    sources: [
      'kubernetes: pkg/apis/apps/validation/validation.go, ValidateDeploymentSpec',
      'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector',
    ],
  }),
  check({ node, where }, { entry, report }) {
    // Kustomize adds labels to selectors and templates.
    if (node.kind !== 'map' || entry.file.place.isRewritten) return;
    const template = mapAt(node, 'template');
    const metadata = mapAt(template, 'metadata');
    if (!template || (isSet(template, 'metadata') && !metadata)) return;
    const labels = decodeLabels(metadata && mapValue(metadata, 'labels'));
    if (!labels.isComplete || !isWhole(template)) return;
    const selector = mapAt(node, 'selector');
    if (!selector) {
      if (isSet(node, 'selector') || labels.pairs.length === 0) return;
      report(where, t('The {0} has no selector; the API server refuses it without.', entry.resource.kind));
      return;
    }
    const wanted = decodeLabels(mapValue(selector, 'matchLabels'));
    if (wanted.isComplete && wanted.pairs.length === 0 && countAt(selector, 'matchExpressions') === 0) {
      if (isSet(selector, 'matchExpressions')) return;
      report(keyOf(node, 'selector') ?? where, t('The selector names no label; the API server refuses an empty one.'));
      return;
    }
    const values = new Map(labels.pairs.map((pair) => [pair.key, pair]));
    for (const pair of wanted.pairs) {
      const actual = values.get(pair.key);
      if (pair.value.includes('${') || actual?.value === pair.value) continue;
      report(pair.valueNode, messageFor(pair, actual), { fixes: () => fixesFor(entry, labels, pair, actual) });
    }
    for (const expression of mapsAt(selector, 'matchExpressions')) checkExpression(expression, values, report);
  },
});

/** Whether the template is more than a part that somebody merges into a whole one. */
function isWhole(template: MapNode): boolean {
  const containers = mapsAt(mapAt(template, 'spec'), 'containers');
  return containers.length > 0 && containers.every((container) => isSet(container, 'image'));
}

function messageFor(wanted: LabelPair, actual: LabelPair | undefined): string {
  const label = `${wanted.key}: ${wanted.value}`;
  return actual
    ? t(
        'The pods of the template have {0}, not {1}; the API server refuses the workload.',
        `${actual.key}: ${actual.value}`,
        label,
      )
    : t('The pods of the template do not have the label {0}; the API server refuses the workload.', label);
}

function fixesFor(entry: ResourceEntry, labels: Labels, wanted: LabelPair, actual: LabelPair | undefined): Fix[] {
  if (actual) {
    return [
      {
        title: t('Change the label of the template to {0}', `${wanted.key}: ${wanted.value}`),
        edits: [changeText(entry, actual.valueNode, wanted.value)],
        isPreferred: true,
      },
    ];
  }
  const edit = labels.node && addLabel(entry, labels.node, wanted.key, wanted.value);
  if (!edit) return [];
  return [{ title: t('Add the label {0}', `${wanted.key}: ${wanted.value}`), edits: [edit], isPreferred: true }];
}

function checkExpression(
  expression: MapNode,
  labels: ReadonlyMap<string, LabelPair>,
  report: SiteContext['report'],
): void {
  const key = textAt(expression, 'key');
  const operator = textAt(expression, 'operator');
  const values = textsAt(expression, 'values');
  if (!key || !operator || values.length < countAt(expression, 'values')) return;
  const actual = labels.get(key.value)?.value;
  const isListed = values.some(({ value }) => value === actual);
  const isFulfilled =
    operator.value === 'In'
      ? isListed
      : operator.value === 'Exists'
        ? actual !== undefined
        : operator.value === 'DoesNotExist'
          ? actual === undefined
          : operator.value !== 'NotIn' || !isListed;
  if (isFulfilled) return;
  report(
    key.node,
    actual === undefined
      ? t('The pods of the template do not have the label {0}; the API server refuses the workload.', key.value)
      : t(
          'The label {0} of the template does not fulfil this; the API server refuses the workload.',
          `${key.value}: ${actual}`,
        ),
  );
}
