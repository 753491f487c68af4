/** Checks of fields that exclude each other, or that need or exclude each other's values. */
import { dereference, pairOf } from '../../yaml/node-access.ts';
import type { MapNode, PairNode } from '../../yaml/nodes.ts';
import type { Check, Checked } from '../checks.ts';
import type { Exclusion } from '../findings.ts';
import { keyNode, keysOf, presentPair, textAt } from './reading.ts';

/** The expressions that say only that at most one of these fields is set; the walk itself looks after them. */
export const EXCLUSIVE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  'one-of-selector-target-refs': ['selector', 'targetRefs'],
  'one-of-selector-target-ref-target-refs': ['selector', 'targetRef', 'targetRefs'],
  'one-of-workload-selector-target-refs': ['workloadSelector', 'targetRefs'],
  'one-of-workload-selector-endpoints': ['workloadSelector', 'endpoints'],
  'one-of-tls-certificates-credential-names': ['tlsCertificates', 'credentialNames'],
  // Says the same once more.
  'one-of-credential-names-tls-certificates': [],
  'one-of-credential-name-credential-names': ['credentialName', 'credentialNames'],
  'one-of-jwks': ['jwksUri', 'jwks_uri', 'jwks'],
};

export const EXCLUSIVE_CHECKS: Readonly<Record<string, Check>> = {
  'wasm-or-lua': {
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map') return;
      const pairs = ['wasm', 'lua'].flatMap((field) => presentPair(checked, node, field) ?? []);
      if (pairs.length === 1) return;
      reportExclusive(checked, node, ['wasm', 'lua'], pairs);
    },
  },
  'service-accounts-alone': {
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map') return;
      const accounts = ['serviceAccounts', 'notServiceAccounts'].some((field) => presentPair(checked, node, field));
      if (!accounts) return;
      for (const field of ['principals', 'notPrincipals', 'namespaces', 'notNamespaces']) {
        const pair = presentPair(checked, node, field);
        if (pair) {
          reportExcluded(checked, node, pair, 'service-accounts');
          return;
        }
      }
    },
  },
  'port-mtls-needs-selector': {
    needs: ['portLevelMtls'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map') return;
      const pair = presentPair(checked, node, 'portLevelMtls');
      if (!pair) return;
      const selector = dereference(pairOf(node, 'selector')?.value);
      const labels = selector?.kind === 'map' ? dereference(pairOf(selector, 'matchLabels')?.value) : undefined;
      if (labels?.kind === 'map' && keysOf(checked, labels).length > 0) return;
      reportExcluded(checked, node, pair, 'port-mtls-selector');
    },
  },
  'no-value-from-host': excludedBy('valueFrom', 'HOST', 'value', 'host-env-value'),
  'remove-without-value': excludedBy('operation', 'REMOVE', 'value', 'removed-tag-value'),
  'upsert-needs-value': {
    needs: ['operation'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map' || textAt(node, 'operation') !== 'UPSERT') return;
      const value = presentPair(checked, node, 'value');
      if (value && textAt(node, 'value') !== '') return;
      const operation = pairOf(node, 'operation');
      const range = operation ? keyNode(operation) : node;
      if (value) {
        const empty = dereference(value.value);
        if (empty?.kind === 'scalar') {
          checked.report({
            code: 'wrong-length',
            range: empty,
            node: empty,
            length: 0,
            minimum: 1,
            maximum: undefined,
          });
        }
      } else {
        checked.report({
          code: 'missing-field',
          range,
          map: node,
          owner: checked.pair,
          schema: undefined,
          field: 'value',
        });
      }
    },
  },
  'waypoint-match-context': {
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map') return;
      const waypoint = presentPair(checked, node, 'waypoint');
      const context = presentPair(checked, node, 'context');
      const isWaypoint = textAt(node, 'context') === 'WAYPOINT';
      if (waypoint && !isWaypoint) reportExcluded(checked, node, waypoint, 'waypoint-context');
      else if (!waypoint && isWaypoint && context) {
        const range = keyNode(context);
        checked.report({
          code: 'missing-field',
          range,
          map: node,
          owner: checked.pair,
          schema: undefined,
          field: 'waypoint',
        });
      }
    },
  },
  'must-be-empty': {
    run: (checked) => {
      const { node, map, pair } = checked;
      if (node.kind !== 'scalar' || node.text === '' || !map || !pair) return;
      reportExcluded(checked, map, pair, 'reference-namespace');
    },
  },
};

/** `field` has no place where `by` is `value`. */
function excludedBy(by: string, value: string, field: string, reason: Exclusion): Check {
  return {
    needs: [by, field],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map' || textAt(node, by) !== value) return;
      const pair = presentPair(checked, node, field);
      if (pair) reportExcluded(checked, node, pair, reason);
    },
  };
}

function reportExclusive(checked: Checked, map: MapNode, fields: readonly string[], pairs: readonly PairNode[]): void {
  const ordered = [...pairs].sort((a, b) => a.key.start - b.key.start);
  const last = ordered[ordered.length - 1] ?? checked.pair;
  checked.report({ code: 'exclusive-fields', range: last ? keyNode(last) : map, map, fields, pairs: ordered });
}

function reportExcluded(checked: Checked, map: MapNode, pair: PairNode, reason: Exclusion): void {
  checked.report({ code: 'excluded-field', range: keyNode(pair), map, pair, reason });
}
