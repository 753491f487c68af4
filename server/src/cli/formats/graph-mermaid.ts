/** A graph as a flow chart of Mermaid. */
import type { GraphKind, GraphNode, MeshGraph } from '../../simulation/graph.ts';
import { layOut } from './graph-layout.ts';

const SHAPES: Readonly<Record<GraphKind, readonly [open: string, close: string]>> = {
  gateway: ['{{', '}}'],
  'virtual-service': ['[', ']'],
  host: ['([', '])'],
  subset: ['[/', '/]'],
  workload: ['[[', ']]'],
};

export function graphMermaid(graph: MeshGraph): string {
  const { namespaces, nameOf } = layOut(graph);
  const lines = ['flowchart LR'];
  const groups = [...namespaces];
  groups.forEach(([namespace, nodes], index) => {
    const isGroup = namespace !== '';
    if (isGroup) lines.push(`  subgraph ns${index}["${escaped(namespace)}"]`);
    for (const node of nodes) lines.push(`${isGroup ? '    ' : '  '}${nameOf(node.id)}${shaped(node)}`);
    if (isGroup) lines.push('  end');
  });
  for (const { from, to, label } of graph.edges) {
    const arrow = label === '' ? '-->' : `-->|"${escaped(label)}"|`;
    lines.push(`  ${nameOf(from)} ${arrow} ${nameOf(to)}`);
  }
  const missing = graph.nodes.filter(({ place }) => place === undefined).map(({ id }) => nameOf(id));
  if (missing.length > 0) {
    lines.push('  classDef missing stroke:#c00,stroke-dasharray:4 3', `  class ${missing.join(',')} missing`);
  }
  return `${lines.join('\n')}\n`;
}

function shaped({ kind, name, type }: GraphNode): string {
  const [open, close] = SHAPES[kind];
  return `${open}"${escaped(name)}<br/>${escaped(type)}"${close}`;
}

/** Text for inside quotes: everything that Mermaid or HTML could take for their own becomes a number. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} _.,:/%*()-]/gu, (character) => `#${character.codePointAt(0)};`);
}
