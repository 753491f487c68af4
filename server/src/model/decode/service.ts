import type { ResourceBase, Service } from '../resource.ts';
import { mapAt, stringAt } from './fields.ts';
import { decodeSelector } from './selector.ts';
import { decodeServicePorts } from './service-port.ts';

/** Kubernetes Service. */
export function decodeService(base: ResourceBase): Service {
  const spec = mapAt(base.node, 'spec');
  return {
    ...base,
    kind: 'Service',
    ports: decodeServicePorts(spec, 'port'),
    type: stringAt(spec, 'type'),
    clusterIP: stringAt(spec, 'clusterIP'),
    selector: decodeSelector(spec, 'selector', (selector) => selector),
  };
}
