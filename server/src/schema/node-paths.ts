/** Values below a node by a written path, for rules that look at one place of a kind. */
import { dereference, effectivePairs, mapValue } from '../yaml/node-access.ts';
import type { MapNode, ScalarNode, SeqNode, YamlNode } from '../yaml/nodes.ts';

type Step = string | typeof ITEMS | typeof VALUES;

const ITEMS = Symbol('[]');
const VALUES = Symbol('*');

const compiled = new Map<string, readonly Step[]>();

/**
 * Calls `visit` with each value at `path` below `node`, aliases and merge keys followed: `spec.http[].route[].destination`,
 * `spec.http[].match[].headers.*` for the values of a map. What is absent or of another kind on the way is passed over.
 */
export function eachAt(
  node: YamlNode | undefined,
  path: string,
  visit: (value: ScalarNode | MapNode | SeqNode) => void,
): void {
  let steps = compiled.get(path);
  if (!steps) {
    steps = compile(path);
    compiled.set(path, steps);
  }
  follow(node, steps, 0, visit);
}

function compile(path: string): readonly Step[] {
  return path.split('.').flatMap((part): Step[] => {
    const name = part.replace(/(?:\[\])+$/, '');
    const lists = (part.length - name.length) / 2;
    const first: Step[] = name === '' ? [] : [name === '*' ? VALUES : name];
    return [...first, ...Array<Step>(lists).fill(ITEMS)];
  });
}

function follow(
  node: YamlNode | undefined,
  steps: readonly Step[],
  at: number,
  visit: (value: ScalarNode | MapNode | SeqNode) => void,
): void {
  const value = dereference(node);
  if (!value) return;
  const step = steps[at];
  if (step === undefined) visit(value);
  else if (step === ITEMS) {
    if (value.kind === 'seq') for (const item of value.items) follow(item, steps, at + 1, visit);
  } else if (value.kind === 'map') {
    if (step === VALUES) for (const pair of effectivePairs(value)) follow(pair.value, steps, at + 1, visit);
    else follow(mapValue(value, step as string), steps, at + 1, visit);
  }
}
