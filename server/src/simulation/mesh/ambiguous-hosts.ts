/** Hosts that several ServiceEntries define differently with nothing to say which is the oldest (D1.3). */
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';
import { isVisible, type MeshService, servicesOf } from './services.ts';

/**
 * The ServiceEntries that define the host of `service` and are as old as the one that counts, it first. istiod takes any of them,
 * and not always the same; here the first by name counts. Empty where it makes no difference.
 */
export function equallyOldDefinitions(mesh: MeshIndex, service: MeshService, namespace: string): readonly MeshObject[] {
  if (service.registry === 'Kubernetes') return [];
  const rivals = servicesOf(mesh, service.host, service.namespace).filter(
    (one) => one.registry === 'External' && one.created === service.created && isVisible(one, namespace, mesh),
  );
  const definitions = new Set(rivals.map(definitionText));
  return definitions.size > 1 ? rivals.map(({ object }) => object) : [];
}

/** Equal for services that differ in nothing but their endpoints, which are put together anyway. */
function definitionText({
  ports,
  resolution,
  addresses,
  isMeshExternal,
  exportTo,
  labels,
  selector,
}: MeshService): string {
  const plain = ports.map(({ name, number, protocol }) => [name, number, protocol]);
  return JSON.stringify([plain, resolution, addresses, isMeshExternal, exportTo, labels, selector]);
}
