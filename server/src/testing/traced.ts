/** Small meshes written as text, and where requests go in them, as lines that a test can name. */
import type { MeshSettings } from '../simulation/mesh/mesh-settings.ts';
import type { MeshRequest, TraceAnswer } from '../simulation/routes/request.ts';
import { traceRequest } from '../simulation/routes/trace.ts';
import { resource, simulate } from './simulated.ts';

/** A request from a workload in `default` for `/` of a host on port 80. */
export const SOME_REQUEST: MeshRequest = {
  from: 'sidecar',
  namespace: 'default',
  labels: {},
  host: 'w.example.com',
  address: undefined,
  port: 80,
  path: '/',
  headers: {},
  protocol: 'http',
};

/** A request to a gateway pod in `istio-system` with the label that Istio's own have. */
export const FROM_GATEWAY: Partial<MeshRequest> = {
  from: 'gateway',
  namespace: 'istio-system',
  labels: { istio: 'ingressgateway' },
};

export function trace(
  documents: readonly string[],
  request: Partial<MeshRequest> = {},
  settings: Partial<MeshSettings> = {},
): TraceAnswer {
  return traceRequest(simulate(documents, { settings }).mesh, { ...SOME_REQUEST, ...request });
}

/**
 * `route default/vs 80||a.com 90, 80|v1|b.com 10`: the outcome, the VirtualService where one decided, and the clusters without
 * `outbound|`, with weights where there are several.
 */
export function answerLine(
  documents: readonly string[],
  request: Partial<MeshRequest> = {},
  settings: Partial<MeshSettings> = {},
): string {
  const { outcome, virtualService, clusters, detail } = trace(documents, request, settings);
  const named = clusters.map(({ cluster, weight }) => {
    const name = cluster.replace(/^outbound\|/, '');
    return clusters.length === 1 ? name : `${name} ${weight}`;
  });
  const by = virtualService ? `${virtualService.namespace}/${virtualService.name}` : '';
  return [outcome, by, detail ?? '', named.join(', ')].filter((part) => part !== '').join(' ');
}

export const HTTP = '{name: http, number: 80, protocol: HTTP}';

/** A ServiceEntry for one host with an endpoint; `ports` in flow style, `more` further fields of its spec. */
export function host(name: string, ports = HTTP, more = '', owner = 'default'): string {
  const rest = more.includes('resolution:') ? '' : ', resolution: STATIC, endpoints: [{address: 10.0.0.1}]';
  const spec = `{hosts: ["${name}"], location: MESH_INTERNAL, ports: [${ports}]${rest}${more === '' ? '' : `, ${more}`}}`;
  return resource('ServiceEntry', `${owner}/${name.replaceAll('.', '-').replaceAll('*', 'any')}`, spec);
}

/** A VirtualService; `http` is its list of rules in flow style, `more` further fields of its spec. */
export function virtualService(name: string, hosts: string, http: string, more = '', metadata = ''): string {
  const rules = http === '' ? '' : `, http: [${http}]`;
  return resource('VirtualService', name, `{hosts: [${hosts}]${rules}${more === '' ? '' : `, ${more}`}}`, { metadata });
}

/** A rule that leads everything to a host. */
export function to(target: string, more = ''): string {
  return `{${more === '' ? '' : `${more}, `}route: [{destination: {host: ${target}}}]}`;
}

/** A Gateway for Istio's own gateway pods; `servers` in flow style. */
export function gateway(name: string, servers: string, metadata = ''): string {
  return resource('Gateway', name, `{selector: {istio: ingressgateway}, servers: [${servers}]}`, { metadata });
}

/** A server; `more` are further fields. */
export function server(port: number, protocol: string, hosts: string, more = ''): string {
  const name = `${protocol.toLowerCase()}-${port}`;
  return `{port: {number: ${port}, name: ${name}, protocol: ${protocol}}, hosts: [${hosts}]${more === '' ? '' : `, ${more}`}}`;
}
