/** How Istio reads the protocol from the name of a Service's port. */
import { parseProtocol } from '../model/protocols.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { isSet, mapAt, textAt } from './field-access.ts';

const SYSTEM: ReadonlySet<string> = new Set(['istio-system', 'kube-system', 'kube-public']);

/** Whether others than the people of the mesh look after the Service, or nobody behind it is in the mesh. */
export function isManaged(entry: ResourceEntry): boolean {
  const { node } = entry.resource;
  const labels = mapAt(mapAt(node, 'metadata'), 'labels');
  return (
    SYSTEM.has(entry.namespace) ||
    isSet(labels, 'gateway.istio.io/managed') ||
    textAt(mapAt(node, 'spec'), 'type')?.value === 'ExternalName'
  );
}

/** Whether a name, or an `appProtocol`, begins with a protocol: `http`, `grpc-web-shop`, `tcp-postgres`. */
export function isProtocolPrefix(name: string): boolean {
  if (name.toLowerCase().startsWith('grpc-web')) return true;
  const dash = name.indexOf('-');
  return parseProtocol(dash < 0 ? name : name.slice(0, dash)) !== undefined;
}
