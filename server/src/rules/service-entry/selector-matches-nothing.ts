import { t } from '../../l10n.ts';
import { isAddedByIstiod, type Labels, labelValue } from '../../model/labels.ts';
import type { Fix } from '../../problem.ts';
import { emptySelection, holdsWorkloadsOf } from '../../simulation/empty-selection.ts';
import { selectorsOf } from '../../simulation/selection.ts';
import type { MeshView } from '../../workspace/mesh-view.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineRule } from '../define-rule.ts';
import { changeText } from '../edits.ts';
import { noWorkloadHas, noWorkloadHereHas, selectorRange } from '../selection-texts.ts';

const MAX_FIXES = 3;

export default defineRule({
  id: 'service-entry/selector-matches-nothing',
  alias: 'se-selector-matches-nothing',
  severity: 'warning',
  kinds: ['ServiceEntry'],
  docs: () => ({
    summary: t('A selector must find a WorkloadEntry or pod of its namespace; otherwise the service has no endpoints.'),
    details: t(
      'Istio makes the service anyway, with an empty list of endpoints: every request is answered with 503 (UH, no healthy upstream). Workloads are WorkloadEntries, WorkloadGroups (for the machines that will register) and pods, found by the labels of their template. The finding is information only where the workspace neither defines the namespace nor has workloads of it: they may exist in the cluster alone.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: default
spec:
  hosts: [whoami.internal.com]
  ports:
    - {number: 80, name: http, protocol: HTTP}
  resolution: STATIC
  workloadSelector:
    labels:
      app: whoami
//- billing-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: billing-we
  namespace: default
spec:
  address: 172.29.9.70
  labels:
    app: billing
`,
    valid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: default
spec:
  hosts: [whoami.internal.com]
  ports:
    - {number: 80, name: http, protocol: HTTP}
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
      'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-workload_selector',
      'istio: pilot/pkg/serviceregistry/serviceentry/conversion.go',
    ],
  }),
  check(serviceEntry, { entry, view, report }) {
    const found = emptySelection(view, entry);
    const { selector } = serviceEntry;
    if (found?.cause !== 'matches-nothing' || !selector) return;
    const isHeld = holdsWorkloadsOf(view, entry.namespace);
    const message = (isHeld ? noWorkloadHas : noWorkloadHereHas)(entry.namespace, selector.labels);
    report(selectorRange(selector.keyNode, selector.labels), message, {
      severity: isHeld ? 'warning' : 'info',
      fixes: () => fixesFor(view, entry, selector.labels),
    });
  },
});

/** For a selector of one label: the values that workloads nobody selects have for it. */
function fixesFor(view: MeshView, entry: ResourceEntry, labels: Labels): Fix[] {
  const [wanted] = labels.pairs;
  if (!wanted || labels.pairs.length > 1 || isAddedByIstiod(wanted.key)) return [];
  const values = new Set<string>();
  for (const workload of view.workloadsIn(entry.namespace)) {
    const value = 'labels' in workload.resource ? labelValue(workload.resource.labels, wanted.key) : undefined;
    if (value === undefined || values.has(value)) continue;
    if (selectorsOf(view, workload).length === 0) values.add(value);
    if (values.size >= MAX_FIXES) break;
  }
  return [...values].map((value) => ({
    title: t('Change to "{0}"', value),
    edits: [changeText(entry, wanted.valueNode, value)],
  }));
}
