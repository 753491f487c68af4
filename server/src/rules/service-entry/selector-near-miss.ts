import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { type Candidate, emptySelection } from '../../simulation/empty-selection.ts';
import { selectorsOf } from '../../simulation/selection.ts';
import type { MeshView } from '../../workspace/mesh-view.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineRule } from '../define-rule.ts';
import { addLabel, changeText } from '../edits.ts';
import { hasInstead, noWorkloadHas, pairRange, wrongPart } from '../selection-texts.ts';

/** More would be a list to read instead of a hint. */
const MAX_SHOWN = 3;

export default defineRule({
  id: 'service-entry/selector-near-miss',
  alias: 'se-selector-near-miss',
  severity: 'warning',
  kinds: ['ServiceEntry'],
  docs: () => ({
    summary: t(
      'A workload that a ServiceEntry seems to mean must have every label of its selector, equal to the letter; with one letter off it is not selected, and the service has no endpoints.',
    ),
    details: t(
      'Labels are compared as text: case counts, and so does every letter of key and value. Istio reports nothing when a selector finds nobody: clients get 503 (UH, no healthy upstream). The rule speaks where nothing is selected and some workload of the namespace lacks exactly one of the labels: its value differs by case, by a few letters or by a suffix, the value stands under another key (`app` and `app.kubernetes.io/name`), or all the other labels fit. Change the selector, or the label of the workload.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: default
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  location: MESH_INTERNAL
  resolution: STATIC
  workloadSelector:
    labels:
      app: whoami-v1
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
  namespace: default
spec:
  address: 172.29.9.61
  labels:
    app: whoami
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: default
spec:
  hosts:
    - whoami.internal.com
  ports:
    - number: 80
      name: http
      protocol: HTTP
  location: MESH_INTERNAL
  resolution: STATIC
  workloadSelector:
    labels:
      app: whoami
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
  namespace: default
spec:
  address: 172.29.9.61
  labels:
    app: whoami
`,
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/sidecar/#WorkloadSelector',
      'istio: pilot/pkg/serviceregistry/serviceentry/controller.go',
    ],
  }),
  check(serviceEntry, { entry, view, report }) {
    const found = emptySelection(view, entry);
    if (found?.cause !== 'near-miss' || !serviceEntry.selector) return;
    const [likeliest] = found.candidates;
    if (!likeliest) return;
    const { candidates } = found;
    report(wrongPart(likeliest.miss), noWorkloadHas(entry.namespace, serviceEntry.selector.labels), {
      related: candidates.slice(0, MAX_SHOWN).map(({ workload, miss }) => ({
        entry: workload,
        node: miss.actual ? pairRange(miss.actual) : (workload.resource.nameNode ?? workload.resource.kindNode),
        message: hasInstead(workload.resource.name, miss),
      })),
      fixes: () => [...selectorFixes(entry, candidates), ...labelFixes(view, entry, candidates)],
    });
  },
});

/** Bring the selector to what the workloads have: one fix for each different label among them. */
function selectorFixes(entry: ResourceEntry, candidates: readonly Candidate[]): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const { miss } of candidates) {
    const { actual, wanted, deviation } = miss;
    if (!actual) continue;
    const fix =
      deviation === 'key'
        ? { title: t('Change to "{0}"', actual.key), edits: [changeText(entry, wanted.keyNode, actual.key)] }
        : { title: t('Change to "{0}"', actual.value), edits: [changeText(entry, wanted.valueNode, actual.value)] };
    if (!fixes.has(fix.title)) fixes.set(fix.title, fix);
  }
  const isCertain = fixes.size === 1 && candidates[0]?.miss.deviation !== 'other-value';
  return [...fixes.values()].slice(0, MAX_SHOWN).map((fix) => (isCertain ? { ...fix, isPreferred: true } : fix));
}

/** Bring the workload to what the selector lists, where nobody else selects it by what it has now. */
function labelFixes(view: MeshView, entry: ResourceEntry, candidates: readonly Candidate[]): Fix[] {
  return candidates.slice(0, MAX_SHOWN).flatMap(({ workload, miss }): Fix[] => {
    const { wanted, actual, deviation } = miss;
    const { kind, name, labels } = workload.resource;
    // The labels of a pod template must go on matching `matchLabels`, and the file of another folder may be another's.
    if (kind !== 'WorkloadEntry' && kind !== 'WorkloadGroup' && kind !== 'Pod') return [];
    if (selectorsOf(view.seenFrom(workload.file), workload).some((other) => other !== entry)) return [];
    if (!actual) {
      if (!labels.node) return [];
      const edit = addLabel(workload, labels.node, wanted.key, wanted.value);
      return edit ? [{ title: t('Add {0} to "{1}"', `${wanted.key}: ${wanted.value}`, name), edits: [edit] }] : [];
    }
    const edits =
      deviation === 'key'
        ? [changeText(workload, actual.keyNode, wanted.key)]
        : [changeText(workload, actual.valueNode, wanted.value)];
    return [{ title: t('Change the label of "{0}" to {1}', name, `${wanted.key}: ${wanted.value}`), edits }];
  });
}
