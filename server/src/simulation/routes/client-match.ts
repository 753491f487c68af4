/** Whether a match of a VirtualService is for a client and port at all, before any request comes (D7.5). */
import { type JsonMap, type LabelMap, labelsAt, numberAt, textAt, textsAt } from '../json-value.ts';
import { MESH_GATEWAY } from '../mesh/virtual-services.ts';
import type { FailedCondition } from './request-match.ts';

/** Who asks for routes. */
export interface RouteClient {
  readonly namespace: string;
  /** With what istiod adds (D1.5). */
  readonly labels: LabelMap;
  /** `mesh`, or the Gateway that the proxy serves here. */
  readonly gateways: ReadonlySet<string>;
}

/** The same for clients that get the same routes; a key for `MeshIndex.remember`. */
export function clientKey({ namespace, labels }: Pick<RouteClient, 'namespace' | 'labels'>): string {
  return JSON.stringify([namespace, ...Object.entries(labels).sort()]);
}

/** Why an HTTP match is not for the client; named gateways replace the question who the client is. */
export function failedForHttp(match: JsonMap, client: RouteClient, port: number): FailedCondition | undefined {
  const failed = failedPort(match, port);
  if (failed) return failed;
  const named = textsAt(match, 'gateways');
  return named.length > 0 ? failedGateways(named, client) : failedSource(match, client);
}

/** Why a TCP or TLS match is not for the client: in the mesh all must fit, at a gateway only gateway and port count. */
export function failedForStream(
  match: JsonMap,
  gateways: readonly string[],
  client: RouteClient,
  port: number,
): FailedCondition | undefined {
  const failed = failedPort(match, port) ?? (gateways.length > 0 ? failedGateways(gateways, client) : undefined);
  return failed ?? (client.gateways.has(MESH_GATEWAY) ? failedSource(match, client) : undefined);
}

function failedPort(match: JsonMap, port: number): FailedCondition | undefined {
  const wanted = numberAt(match, 'port');
  return wanted === 0 || wanted === port ? undefined : { field: 'port', wanted: String(wanted), actual: String(port) };
}

function failedGateways(named: readonly string[], { gateways }: RouteClient): FailedCondition | undefined {
  if (named.some((name) => gateways.has(name))) return undefined;
  return { field: 'gateways', wanted: named.join(', '), actual: [...gateways].join(', ') };
}

function failedSource(match: JsonMap, { labels, namespace }: RouteClient): FailedCondition | undefined {
  for (const [key, wanted] of Object.entries(labelsAt(match, 'sourceLabels'))) {
    if (labels[key] !== wanted) return { field: `sourceLabels.${key}`, wanted, actual: labels[key] };
  }
  const wanted = textAt(match, 'sourceNamespace');
  return wanted === '' || wanted === namespace ? undefined : { field: 'sourceNamespace', wanted, actual: namespace };
}
