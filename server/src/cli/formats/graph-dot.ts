/** A graph in the language of Graphviz. */
import type { GraphKind, GraphNode, MeshGraph } from '../../simulation/graph.ts';
import { withoutControls } from './cells.ts';
import { layOut } from './graph-layout.ts';

const SHAPES: Readonly<Record<GraphKind, string>> = {
  gateway: 'hexagon',
  'virtual-service': 'box',
  host: 'ellipse',
  subset: 'parallelogram',
  workload: 'component',
};

export function graphDot(graph: MeshGraph): string {
  const { namespaces, nameOf } = layOut(graph);
  const lines = [
    'digraph mesh {',
    '  rankdir=LR;',
    '  node [fontname="sans-serif"];',
    '  edge [fontname="sans-serif"];',
  ];
  const groups = [...namespaces];
  groups.forEach(([namespace, nodes], index) => {
    const isGroup = namespace !== '';
    if (isGroup) lines.push(`  subgraph cluster_${index} {`, `    label=${quoted(namespace)};`);
    for (const node of nodes) lines.push(`${isGroup ? '    ' : '  '}${nameOf(node.id)} [${attributes(node)}];`);
    if (isGroup) lines.push('  }');
  });
  for (const { from, to, label } of graph.edges) {
    lines.push(`  ${nameOf(from)} -> ${nameOf(to)}${label === '' ? '' : ` [label=${quoted(label)}]`};`);
  }
  return `${[...lines, '}'].join('\n')}\n`;
}

function attributes({ kind, name, type, place }: GraphNode): string {
  const style = place === undefined ? ', style=dashed, color=red' : '';
  return `label=${quoted(name, type)}, shape=${SHAPES[kind]}${style}`;
}

/** Lines as one string of DOT. */
function quoted(...lines: readonly string[]): string {
  return `"${lines.map((line) => withoutControls(line).replace(/["\\]/g, '\\$&')).join('\\n')}"`;
}
