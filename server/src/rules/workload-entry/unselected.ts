import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { selectorsKey, UNKNOWN_SELECTORS_KEY } from '../../references/fact-keys.ts';
import {
  emptySelectionsNaming,
  foreignSelectionsNaming,
  mayBePickedLater,
  type NearSelector,
  nearSelectors,
} from '../../simulation/empty-selection.ts';
import { selectorsOf, type WorkloadEntryOf } from '../../simulation/selection.ts';
import type { RelativeRange } from '../../yaml/nodes.ts';
import { defineRule } from '../define-rule.ts';
import { addLabel, changeText } from '../edits.ts';
import { formatPair, pairRange } from '../selection-texts.ts';

const MAX_SHOWN = 3;

export default defineRule({
  id: 'workload-entry/unselected',
  alias: 'we-unselected',
  severity: 'warning',
  kinds: ['WorkloadEntry'],
  docs: () => ({
    summary: t(
      'A WorkloadEntry must be selected by a ServiceEntry or a Service of its namespace; otherwise nothing routes to it.',
    ),
    details: t(
      'A WorkloadEntry only says that a machine is there. Traffic reaches it through a service whose selector lists labels that it has: a ServiceEntry with `workloadSelector`, or a Kubernetes Service that is neither headless nor an ExternalName. Give it the label that the service selects, or add a service. The finding is information only where the workspace neither defines the namespace nor has selectors of it: the service may exist in the cluster alone.',
    ),
    invalid: `
//- billing.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: billing-se
  namespace: default
spec:
  hosts: [billing.internal.com]
  ports:
    - {number: 80, name: http, protocol: HTTP}
  resolution: STATIC
  workloadSelector:
    labels:
      app: billing
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: billing-we
  namespace: default
spec:
  address: 172.29.9.70
  labels:
    app: billing
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: reports-we
  namespace: default
spec:
  address: 172.29.9.71
  labels:
    app: reports
`,
    valid: `
//- billing.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: billing-se
  namespace: default
spec:
  hosts: [billing.internal.com]
  ports:
    - {number: 80, name: http, protocol: HTTP}
  resolution: STATIC
  workloadSelector:
    labels:
      app: billing
---
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
    sources: [
      'https://istio.io/latest/docs/reference/config/networking/workload-entry/',
      'istio: pilot/pkg/serviceregistry/serviceentry/controller.go, pilot/pkg/serviceregistry/kube/controller',
    ],
  }),
  check(workloadEntry, { entry, view, report }) {
    if (!workloadEntry.labels.isComplete || entry.file.place.isRewritten) return;
    const workload = entry as WorkloadEntryOf;
    if (selectorsOf(view, entry).length > 0 || view.unknown(UNKNOWN_SELECTORS_KEY) !== 'none') return;
    if (mayBePickedLater(view, workload)) return;
    // Told where the selector is: one cause, one finding.
    if (emptySelectionsNaming(view, workload).length > 0 || foreignSelectionsNaming(view, workload).length > 0) return;
    const near = nearSelectors(view, workload);
    const isOwned = view.ownsNamespace(entry.namespace) || view.hasAny(selectorsKey(entry.namespace));
    report(whereToPoint(workload, near), messageFor(workload, isOwned), {
      severity: isOwned ? 'warning' : 'info',
      related: near.slice(0, MAX_SHOWN).map(({ selecting, miss }) => ({
        entry: selecting,
        node: pairRange(miss.wanted),
        message: t('"{0}" selects {1}', selecting.resource.name, formatPair(miss.wanted)),
      })),
      fixes: () => fixesFor(workload, near),
    });
  },
});

function messageFor({ namespace, resource }: WorkloadEntryOf, isOwned: boolean): string {
  if (resource.labels.pairs.length === 0) {
    return t('"{0}" has no labels, so no ServiceEntry or Service selects it: nothing routes to it.', resource.name);
  }
  if (!isOwned) return t('No ServiceEntry or Service in this workspace selects "{0}".', resource.name);
  return namespace === ''
    ? t('No ServiceEntry or Service selects "{0}": nothing routes to it.', resource.name)
    : t('No ServiceEntry or Service in namespace "{0}" selects "{1}": nothing routes to it.', namespace, resource.name);
}

/** The label that keeps it from being selected, where one does; else its name. */
function whereToPoint({ resource }: WorkloadEntryOf, [likeliest]: readonly NearSelector[]): RelativeRange {
  const actual = likeliest?.miss.actual;
  if (!actual || likeliest.miss.deviation === 'other-value') return resource.nameNode ?? resource.kindNode;
  return likeliest.miss.deviation === 'key' ? actual.keyNode : actual.valueNode;
}

function fixesFor(workload: WorkloadEntryOf, near: readonly NearSelector[]): Fix[] {
  const fixes = new Map<string, Fix>();
  for (const { miss } of near) {
    const { wanted, actual, deviation } = miss;
    const label = formatPair(wanted);
    if (!actual) {
      const edit =
        workload.resource.labels.node && addLabel(workload, workload.resource.labels.node, wanted.key, wanted.value);
      if (edit) fixes.set(label, { title: t('Add the label {0}', label), edits: [edit] });
    } else if (deviation === 'key') {
      fixes.set(label, {
        title: t('Change to "{0}"', wanted.key),
        edits: [changeText(workload, actual.keyNode, wanted.key)],
      });
    } else {
      const edits = [changeText(workload, actual.valueNode, wanted.value)];
      fixes.set(label, { title: t('Change to "{0}"', wanted.value), edits });
    }
  }
  return [...fixes.values()].slice(0, MAX_SHOWN);
}
