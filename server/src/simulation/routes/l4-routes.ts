/** TCP and TLS rules of VirtualServices as filter chains (D7.13, D7.14). */
import { hostsMatch } from '../../model/host-names.ts';
import { type JsonMap, type JsonPath, mapsAt, textsAt } from '../json-value.ts';
import { gatewayName, type MeshVirtualService } from '../mesh/virtual-services.ts';
import { failedForStream, type RouteClient } from './client-match.ts';

/** A rule that takes connections. */
export interface L4Rule {
  readonly virtualService: MeshVirtualService;
  readonly value: JsonMap;
  readonly path: JsonPath;
  /** Server names of TLS that it is for; empty for all. */
  readonly serverNames: readonly string[];
  /** Addresses that it is for; empty for all. */
  readonly subnets: readonly string[];
}

/** VirtualServices in their order, by their hosts. */
export class VirtualServicesByHost {
  readonly #all: readonly MeshVirtualService[];
  readonly #exact = new Map<string, Set<MeshVirtualService>>();
  readonly #wild: readonly MeshVirtualService[];

  constructor(all: readonly MeshVirtualService[]) {
    this.#all = all;
    this.#wild = all.filter(({ hosts }) => hosts.some((host) => host.startsWith('*')));
    for (const one of all) {
      for (const host of one.hosts) {
        const there = this.#exact.get(host);
        if (there) there.add(one);
        else this.#exact.set(host, new Set([one]));
      }
    }
  }

  /** Those of which a host can mean `host`: wildcards count in either direction. */
  for(host: string): readonly MeshVirtualService[] {
    const exact = this.#exact.get(host);
    const matches = (one: MeshVirtualService): boolean =>
      exact?.has(one) === true || one.hosts.some((own) => hostsMatch(own, host));
    if (host.startsWith('*')) return this.#all.filter(matches);
    const wild = this.#wild.filter(matches);
    if (!exact) return wild;
    return wild.length === 0 ? [...exact] : this.#all.filter((one) => exact.has(one) || wild.includes(one));
  }
}

/** The TLS rules for a client, one for each match that applies; a list of names that stood before is passed over. */
export function tlsRules(all: readonly MeshVirtualService[], client: RouteClient, port: number): readonly L4Rule[] {
  const rules: L4Rule[] = [];
  const seen = new Set<string>();
  // istiod forgets to put the addresses of a match away: later matches without any get them too (tls.go).
  let subnets: readonly string[] = [];
  for (const virtualService of all) {
    for (const [index, value] of mapsAt(virtualService.object.spec, 'tls').entries()) {
      for (const match of mapsAt(value, 'match')) {
        if (!isForClient(match, virtualService, client, port)) continue;
        const serverNames = textsAt(match, 'sniHosts');
        const own = textsAt(match, 'destinationSubnets');
        if (own.length > 0) subnets = own;
        const key = JSON.stringify([[...serverNames].sort(), [...own].sort()]);
        if (seen.has(key)) continue;
        seen.add(key);
        rules.push({ virtualService, value, path: ['spec', 'tls', index], serverNames, subnets });
      }
    }
  }
  return rules;
}

/** The TCP rules for a client, up to the first that takes every connection. */
export function tcpRules(all: readonly MeshVirtualService[], client: RouteClient, port: number): readonly L4Rule[] {
  const rules: L4Rule[] = [];
  for (const virtualService of all) {
    for (const [index, value] of mapsAt(virtualService.object.spec, 'tcp').entries()) {
      const rule = { virtualService, value, path: ['spec', 'tcp', index], serverNames: [] };
      const matches = mapsAt(value, 'match');
      if (matches.length === 0) return [...rules, { ...rule, subnets: [] }];
      const subnets: string[] = [];
      for (const match of matches) {
        if (!isForClient(match, virtualService, client, port)) continue;
        const own = textsAt(match, 'destinationSubnets');
        if (own.length === 0) return [...rules, { ...rule, subnets: [] }];
        subnets.push(...own);
      }
      if (subnets.length > 0) rules.push({ ...rule, subnets });
    }
  }
  return rules;
}

function isForClient(match: JsonMap, { object }: MeshVirtualService, client: RouteClient, port: number): boolean {
  const gateways = textsAt(match, 'gateways').map((name) => gatewayName(name, object.namespace));
  return failedForStream(match, gateways, client, port) === undefined;
}
