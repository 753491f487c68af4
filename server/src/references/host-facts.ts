/**
 * Hosts: the names that traffic is sent to. A Service and a ServiceEntry define them; a DestinationRule says more about one.
 * Hosts are compared in full: a Service's short name is completed by its namespace, as Istio does it
 * (pkg/config/resolver, `ResolveShortnameToFQDN`).
 */
import { mapAt, mapsAt, stringAt } from '../model/decode/fields.ts';
import { decodeLabels, type Labels } from '../model/labels.ts';
import type { Resource, ServicePort } from '../model/resource.ts';
import { mapValue } from '../yaml/node-access.ts';
import { destinationRuleKey, type Fact, hostKey } from './fact-keys.ts';

/** Behind the name and the namespace of every Service. */
export const CLUSTER_DOMAIN = 'svc.cluster.local';

/** More than any real ServiceEntry names; the rest is not indexed, so that hostile text costs no more than a large one. */
const MAX_HOSTS = 2_000;

/** The full host of a Service; the namespace may be the unnamed one. */
export function serviceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.${CLUSTER_DOMAIN}`;
}

/** `host`, as it is written in a resource of `namespace`, in full: a name without a dot is a Service of that namespace. */
export function fullHost(host: string, namespace: string): string {
  return host.includes('.') || host.startsWith('*') ? host : serviceHost(host, namespace);
}

/** The name and namespace of a Service's full host; `undefined` for other hosts. */
export function serviceOfHost(host: string): { readonly name: string; readonly namespace: string } | undefined {
  if (!host.endsWith(`.${CLUSTER_DOMAIN}`)) return undefined;
  const [name, namespace, ...rest] = host.slice(0, -CLUSTER_DOMAIN.length - 1).split('.');
  return name && namespace !== undefined && rest.length === 0 ? { name, namespace } : undefined;
}

/** `host` and the wildcards that hold it, the narrowest first: `a.b.c`, `*.b.c`, `*.c`, `*`. */
export function hostPatterns(host: string): string[] {
  const labels = host.replace(/^\*\./, '').split('.');
  const wildcards = labels.map((_, index) => ['*', ...labels.slice(index + 1)].join('.'));
  return [...new Set([host, ...wildcards])];
}

/** A part of a host's endpoints, as a DestinationRule names it. */
export interface Subset {
  readonly name: string;
  readonly labels: Labels;
}

/** What a DestinationRule is about. `host` is written as in its text. */
export function destinationRuleOf(
  resource: Resource,
): { readonly host: string; readonly subsets: readonly Subset[] } | undefined {
  if (resource.kind !== 'DestinationRule') return undefined;
  const spec = mapAt(resource.node, 'spec');
  const host = stringAt(spec, 'host')?.value;
  if (host === undefined || host === '') return undefined;
  const subsets = mapsAt(spec, 'subsets').flatMap((subset): Subset[] => {
    const name = stringAt(subset, 'name')?.value;
    return name === undefined || name === '' ? [] : [{ name, labels: decodeLabels(mapValue(subset, 'labels')) }];
  });
  return { host, subsets };
}

/** What `resource`, lying in `namespace`, has to do with hosts. */
export function hostFacts(resource: Resource, namespace: string): Fact[] {
  if (resource.kind === 'Service') {
    if (resource.name === '') return [];
    return [{ key: hostKey(serviceHost(resource.name, namespace)), content: `Service ${portsText(resource.ports)}` }];
  }
  if (resource.kind === 'ServiceEntry') {
    const exportTo = resource.exportTo.map(({ value }) => value).join();
    const content = `ServiceEntry/${resource.name} ${exportTo} ${resource.resolution?.value} ${portsText(resource.ports)}`;
    const hosts = new Set(resource.hosts.slice(0, MAX_HOSTS).map(({ value }) => value));
    return [...hosts].map((host) => ({ key: hostKey(host), content }));
  }
  const rule = destinationRuleOf(resource);
  if (!rule) return [];
  const content = `${resource.name} ${rule.subsets.map(({ name, labels }) => `${name} ${labelsText(labels)}`).join()}`;
  return [{ key: destinationRuleKey(fullHost(rule.host, namespace)), content }];
}

function portsText(ports: readonly ServicePort[]): string {
  return ports
    .map(({ number, name, protocol, targetPort }) =>
      [number, name, protocol, targetPort].map((part) => part?.value).join(':'),
    )
    .join();
}

function labelsText({ pairs }: Labels): string {
  return pairs.map(({ key, value }) => `${key}=${value}`).join();
}
