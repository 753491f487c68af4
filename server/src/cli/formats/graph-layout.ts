/** What the drawn formats of a graph have in common: short names for nodes, and nodes by namespace. */
import type { GraphNode, MeshGraph } from '../../simulation/graph.ts';

export interface GraphLayout {
  /** In the order of the graph; nodes without a namespace under empty text. */
  readonly namespaces: ReadonlyMap<string, readonly GraphNode[]>;
  /** The short name of a node: `n0`. */
  readonly nameOf: (id: string) => string;
}

export function layOut({ nodes }: MeshGraph): GraphLayout {
  const namespaces = new Map<string, GraphNode[]>();
  const names = new Map<string, string>();
  for (const node of nodes) {
    names.set(node.id, `n${names.size}`);
    const own = namespaces.get(node.namespace);
    if (own) own.push(node);
    else namespaces.set(node.namespace, [node]);
  }
  return { namespaces, nameOf: (id) => names.get(id) ?? id };
}
