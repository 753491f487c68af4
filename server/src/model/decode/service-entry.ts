import type { ResourceBase, ServiceEntry } from '../resource.ts';
import { mapAt, seqAt, stringAt, stringsAt } from './fields.ts';
import { decodeSelector } from './selector.ts';
import { decodeServicePorts } from './service-port.ts';

/** `networking.istio.io` ServiceEntry. */
export function decodeServiceEntry(base: ResourceBase): ServiceEntry {
  const spec = mapAt(base.node, 'spec');
  const endpoints = seqAt(spec, 'endpoints');
  return {
    ...base,
    kind: 'ServiceEntry',
    hosts: stringsAt(spec, 'hosts'),
    ports: decodeServicePorts(spec, 'number'),
    location: stringAt(spec, 'location'),
    resolution: stringAt(spec, 'resolution'),
    selector: decodeSelector(spec, 'workloadSelector', (selector) => mapAt(selector, 'labels')),
    endpoints: endpoints?.items.length ? endpoints : undefined,
    exportTo: stringsAt(spec, 'exportTo'),
  };
}
