import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { emptySelection, holdsWorkloadsOf } from '../../simulation/empty-selection.ts';
import type { WorkloadEntryOf } from '../../simulation/selection.ts';
import type { MeshView } from '../../workspace/mesh-view.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import { defineRule } from '../define-rule.ts';
import { changeText } from '../edits.ts';
import { formatLabels, selectorRange } from '../selection-texts.ts';

const MAX_SHOWN = 3;

export default defineRule({
  id: 'service-entry/selector-other-namespace',
  alias: 'se-selector-other-namespace',
  severity: 'error',
  kinds: ['ServiceEntry'],
  docs: () => ({
    summary: t(
      'The workloads that a ServiceEntry selects must lie in its own namespace; those of another are never selected, and the service has no endpoints.',
    ),
    details: t(
      'istiod looks for WorkloadEntries and pods in the namespace of the ServiceEntry alone. `exportTo` decides who may call the service, not whom it selects. The rule speaks where nothing in the own namespace fits and workloads of another one do. Move one of the two; a ServiceEntry in the namespace of the workloads can still be called from everywhere.',
    ),
    invalid: `
//- whoami-se.yaml
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata:
  name: whoami-se
  namespace: gateways
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
  namespace: machines
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
  namespace: machines
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
  namespace: machines
spec:
  address: 172.29.9.61
  labels:
    app: whoami
`,
    sources: ['istio: pilot/pkg/serviceregistry/serviceentry/controller.go (workloadsByNamespace)'],
  }),
  check(serviceEntry, { entry, view, report }) {
    const found = emptySelection(view, entry);
    const { selector } = serviceEntry;
    if (found?.cause !== 'other-namespace' || !selector) return;
    const [first] = found.workloads;
    if (!first) return;
    const parts = [entry.namespace, formatLabels(selector.labels), first.resource.name, first.namespace] as const;
    const message =
      selector.labels.pairs.length === 1
        ? t(
            'No workload in namespace "{0}" has the label {1}. "{2}" in namespace "{3}" has it, but a ServiceEntry selects only in its own namespace: this service has no endpoints.',
            ...parts,
          )
        : t(
            'No workload in namespace "{0}" has all the labels {1}. "{2}" in namespace "{3}" has them, but a ServiceEntry selects only in its own namespace: this service has no endpoints.',
            ...parts,
          );
    report(selectorRange(selector.keyNode, selector.labels), message, {
      severity: isCertain(view, entry, found.workloads) ? 'error' : 'warning',
      related: found.workloads.slice(0, MAX_SHOWN).map((workload) => ({
        entry: workload,
        node: workload.resource.namespaceNode ?? workload.resource.kindNode,
        message: t('"{0}" is in namespace "{1}"', workload.resource.name, workload.namespace),
      })),
      fixes: () => fixesFor(entry, found.workloads),
    });
  },
});

/** A workload of the own namespace could be in the cluster alone, unless the workspace holds it or the two lie side by side. */
function isCertain(view: MeshView, entry: ResourceEntry, workloads: readonly WorkloadEntryOf[]): boolean {
  const { directory } = entry.file.place;
  return holdsWorkloadsOf(view, entry.namespace) || workloads.some(({ file }) => file.place.directory === directory);
}

function fixesFor(entry: ResourceEntry, workloads: readonly WorkloadEntryOf[]): Fix[] {
  const fixes: Fix[] = [];
  const { namespaceNode, name } = entry.resource;
  const namespaces = [...new Set(workloads.map((workload) => workload.namespace))].slice(0, MAX_SHOWN);
  for (const namespace of namespaceNode ? namespaces : []) {
    fixes.push({
      title: t('Move "{0}" to namespace "{1}"', name, namespace),
      edits: namespaceNode ? [changeText(entry, namespaceNode, namespace)] : [],
    });
  }
  const [only] = workloads;
  if (only?.resource.namespaceNode && workloads.length === 1) {
    fixes.push({
      title: t('Move "{0}" to namespace "{1}"', only.resource.name, entry.namespace),
      edits: [changeText(only, only.resource.namespaceNode, entry.namespace)],
    });
  }
  return fixes;
}
