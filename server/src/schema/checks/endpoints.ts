/** Checks of what a ServiceEntry or WorkloadEntry says about its endpoints. */
import { dereference, pairOf } from '../../yaml/node-access.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import type { Check, Checked } from '../checks.ts';
import { isPlaceholder, numberOf } from '../scalars.ts';
import { itemsAt, keyNode, presentPair, textAt } from './reading.ts';

export const ENDPOINT_CHECKS: Readonly<Record<string, Check>> = {
  'address-or-network': {
    unless: ['address', 'network'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map' || presentPair(checked, node, 'address') || presentPair(checked, node, 'network')) return;
      checked.report({
        code: 'missing-field',
        range: ownerRange(checked),
        map: node,
        owner: checked.pair,
        schema: undefined,
        field: 'address',
        alternative: 'network',
      });
    },
  },
  'socket-without-ports': {
    needs: ['address', 'ports'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map' || !textAt(node, 'address').startsWith('unix://')) return;
      const pair = presentPair(checked, node, 'ports');
      if (pair)
        checked.report({ code: 'excluded-field', range: keyNode(pair), map: node, pair, reason: 'socket-ports' });
    },
  },
  'none-without-endpoints': {
    needs: ['endpoints'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map') return;
      const pair = presentPair(checked, node, 'endpoints');
      if (!pair || (presentPair(checked, node, 'resolution') && textAt(node, 'resolution') !== 'NONE')) return;
      checked.report({ code: 'excluded-field', range: keyNode(pair), map: node, pair, reason: 'endpoints-none' });
    },
  },
  'dns-round-robin-one-endpoint': {
    needs: ['endpoints', 'resolution'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map' || textAt(node, 'resolution') !== 'DNS_ROUND_ROBIN') return;
      const pair = pairOf(node, 'endpoints');
      if (!pair || itemsAt(node, 'endpoints').length <= 1) return;
      checked.report({
        code: 'excluded-field',
        range: keyNode(pair),
        map: node,
        pair,
        reason: 'endpoints-round-robin',
      });
    },
  },
  'cidr-needs-static-or-none': {
    needs: ['addresses', 'resolution'],
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'map' || !presentPair(checked, node, 'resolution')) return;
      const resolution = textAt(node, 'resolution');
      if (resolution === 'STATIC' || resolution === 'NONE' || isPlaceholder(resolution)) return;
      const pair = pairOf(node, 'addresses');
      const range = itemsAt(node, 'addresses').find((item) => item.kind === 'scalar' && item.text.includes('/'));
      if (pair && range) checked.report({ code: 'excluded-field', range, map: node, pair, reason: 'cidr-resolution' });
    },
  },
  'port-numbers-unique': {
    run: (checked) => {
      const { node, document } = checked;
      if (node.kind !== 'seq' || node.items.length < 2) return;
      const seen = new Map<number, ScalarNode>();
      for (const item of node.items) {
        const port = dereference(item);
        const number = port?.kind === 'map' ? dereference(pairOf(port, 'number')?.value) : undefined;
        const value = number?.kind === 'scalar' ? numberOf(number, document.text) : undefined;
        if (number?.kind !== 'scalar' || value === undefined) continue;
        const first = seen.get(value);
        if (first) checked.report({ code: 'repeated-item', range: number, field: 'number', node: number, first });
        else seen.set(value, number);
      }
    },
  },
};

function ownerRange({ node, pair }: Checked): { readonly start: number; readonly end: number } {
  if (pair) return keyNode(pair);
  const first = node.kind === 'map' ? node.pairs[0] : undefined;
  return first ? keyNode(first) : node;
}
