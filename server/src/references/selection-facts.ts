/** The selection relation: workloads can be found by each of their labels, selectors by the first of theirs. */
import { isAddedByIstiod, type Labels } from '../model/labels.ts';
import { isWorkload, type Resource, type Service, type ServiceEntry } from '../model/resource.ts';
import {
  emptySelectorKey,
  type Fact,
  labelKey,
  selectorAnywhereKey,
  selectorKey,
  selectorsKey,
  UNKNOWN_SELECTORS_KEY,
  UNKNOWN_WORKLOADS_KEY,
  workloadsKey,
} from './fact-keys.ts';

/**
 * What `resource`, lying in `namespace` (empty for the unnamed one), shows to those who select and are selected.
 * `isRewritten` says that something (kustomize) changes its labels before it is applied.
 */
export function selectionFacts(resource: Resource, namespace: string, isRewritten: boolean): Fact[] {
  if (isWorkload(resource)) return workloadFacts(resource.labels, resource, namespace, isRewritten);
  if (resource.kind === 'ServiceEntry' || resource.kind === 'Service') {
    if (!resource.selector) return [];
    const isUnknown = isRewritten || !resource.isComplete || !resource.selector.labels.isComplete;
    return selectorFacts(resource.selector.labels, resource, namespace, isUnknown);
  }
  return [];
}

function workloadFacts(labels: Labels, resource: Resource, namespace: string, isRewritten: boolean): Fact[] {
  const content = `${resource.kind}/${resource.name} ${labelText(labels)}${whereText(resource)}`;
  const facts: Fact[] = labels.pairs.map((pair) => ({ key: labelKey(namespace, pair.key, pair.value), content }));
  facts.push({ key: workloadsKey(namespace), content });
  if (isRewritten || !resource.isComplete || !labels.isComplete)
    facts.push({ key: UNKNOWN_WORKLOADS_KEY, content: '' });
  return facts;
}

function selectorFacts(
  labels: Labels,
  resource: ServiceEntry | Service,
  namespace: string,
  isUnknown: boolean,
): Fact[] {
  const content = `${resource.kind}/${resource.name} ${labelText(labels)} ${reach(resource)}`;
  // A label that istiod adds need not be in any file, so nobody could be found by it.
  const first = labels.pairs.find((pair) => !isAddedByIstiod(pair.key));
  const key = first ? selectorKey(namespace, first.key, first.value) : emptySelectorKey(namespace);
  const facts: Fact[] = [
    { key, content },
    { key: selectorsKey(namespace), content },
  ];
  if (namespace !== '') facts.push({ key: selectorAnywhereKey(first?.key ?? '', first?.value ?? ''), content });
  if (isUnknown) facts.push({ key: UNKNOWN_SELECTORS_KEY, content: '' });
  return facts;
}

/** What istiod derives further labels from. */
function whereText(resource: Resource): string {
  if (resource.kind !== 'WorkloadEntry' && resource.kind !== 'WorkloadGroup') return '';
  return ` ${resource.locality?.value ?? ''} ${resource.network?.value ?? ''}`;
}

/** What else decides whom it selects. */
function reach(resource: ServiceEntry | Service): string {
  if (resource.kind === 'ServiceEntry') return resource.endpoints ? 'endpoints' : '';
  return `${resource.type?.value ?? ''} ${resource.clusterIP?.value === 'None' ? 'headless' : ''}`;
}

function labelText(labels: Labels): string {
  let text = labels.isComplete ? '' : '?';
  for (const pair of labels.pairs) text += `${pair.key}=${pair.value},`;
  return text;
}
