/** What the rules about selection say in common. */
import { t } from '../l10n.ts';
import type { LabelPair, Labels } from '../model/labels.ts';
import type { NearMiss } from '../simulation/label-distance.ts';
import type { RelativeRange } from '../yaml/nodes.ts';

/** `key: value`, as it is written in YAML. */
export function formatPair(pair: LabelPair): string {
  return `${pair.key}: ${pair.value}`;
}

/** All pairs, joined by commas. */
export function formatLabels(labels: Labels): string {
  return labels.pairs.map(formatPair).join(', ');
}

/** Says that nothing has what the selector lists. A namespace that the file does not name is not named here either. */
export function noWorkloadHas(namespace: string, selector: Labels): string {
  const labels = formatLabels(selector);
  if (selector.pairs.length === 1) {
    return namespace === ''
      ? t('No workload has the label {0}; this service has no endpoints.', labels)
      : t('No workload in namespace "{0}" has the label {1}; this service has no endpoints.', namespace, labels);
  }
  return namespace === ''
    ? t('No workload has all the labels {0}; this service has no endpoints.', labels)
    : t('No workload in namespace "{0}" has all the labels {1}; this service has no endpoints.', namespace, labels);
}

/** The same where the workloads may be in the cluster alone. */
export function noWorkloadHereHas(namespace: string, selector: Labels): string {
  const labels = formatLabels(selector);
  if (selector.pairs.length === 1) {
    return namespace === ''
      ? t(
          'No workload in this workspace has the label {0}; unless the cluster has one, this service has no endpoints.',
          labels,
        )
      : t(
          'This workspace has no workload in namespace "{0}" with the label {1}; unless the cluster has one, this service has no endpoints.',
          namespace,
          labels,
        );
  }
  return namespace === ''
    ? t(
        'No workload in this workspace has all the labels {0}; unless the cluster has one, this service has no endpoints.',
        labels,
      )
    : t(
        'This workspace has no workload in namespace "{0}" with all the labels {1}; unless the cluster has one, this service has no endpoints.',
        namespace,
        labels,
      );
}

/** What the nearly selected workload has instead. */
export function hasInstead(name: string, miss: NearMiss): string {
  return miss.actual
    ? t('"{0}" has {1}', name, formatPair(miss.actual))
    : t('"{0}" has no label "{1}"', name, miss.wanted.key);
}

/** The pair from its key to the end of its value. */
export function pairRange(pair: LabelPair): RelativeRange {
  // Key and value lie apart if one of them stands for an alias.
  if (pair.valueNode.end < pair.keyNode.start) return pair.keyNode;
  return { start: pair.keyNode.start, end: pair.valueNode.end };
}

/** Where to point for a selector as a whole: its only pair, or the key that introduces it. */
export function selectorRange(keyNode: RelativeRange, labels: Labels): RelativeRange {
  const [only] = labels.pairs;
  return only && labels.pairs.length === 1 ? pairRange(only) : keyNode;
}

/** The part of the selector that is wrong. */
export function wrongPart(miss: NearMiss): RelativeRange {
  if (miss.deviation === 'no-label') return pairRange(miss.wanted);
  return miss.deviation === 'key' ? miss.wanted.keyNode : miss.wanted.valueNode;
}
