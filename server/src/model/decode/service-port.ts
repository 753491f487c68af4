import type { MapNode } from '../../yaml/nodes.ts';
import type { ServicePort } from '../resource.ts';
import { integerAt, integerOrStringAt, mapsAt, stringAt } from './fields.ts';

/** `ports` of a ServiceEntry (`number`) or a Kubernetes Service (`port`). */
export function decodeServicePorts(spec: MapNode | undefined, numberKey: 'number' | 'port'): ServicePort[] {
  return mapsAt(spec, 'ports').map((node) => ({
    node,
    number: integerAt(node, numberKey),
    name: stringAt(node, 'name'),
    protocol: stringAt(node, 'protocol'),
    targetPort: integerOrStringAt(node, 'targetPort'),
  }));
}
