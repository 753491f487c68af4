/** The stable JSON form of `graph`; `version` changes when something in it breaks. */
import type { GraphNode, MeshGraph } from '../../simulation/graph.ts';
import type { PlaceNames } from '../simulated-mesh.ts';

export function graphJson({ nodes, edges }: MeshGraph, places: PlaceNames): string {
  const report = {
    version: 1,
    nodes: nodes.map((node) => toNode(node, places)),
    edges: edges.map(({ from, to, label }) => ({ from, to, ...(label !== '' && { label }) })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function toNode({ id, kind, namespace, name, place }: GraphNode, places: PlaceNames): object {
  const object = place?.object;
  return {
    id,
    kind,
    ...(namespace !== '' && { namespace }),
    name,
    ...(object
      ? { resource: { kind: object.entry.resource.kindNode.text, namespace: object.namespace, name: object.name } }
      : { missing: true }),
    ...(place && places.of(place.object, place.path)),
  };
}
