/** How Envoy finds a virtual host for a Host header, and a filter chain for a server name (D7.11, D8.12). */

export interface FoundHost<H> {
  readonly virtualHost: H;
  /** The one of its domains that fits. */
  readonly domain: string;
}

/** Virtual hosts by their domains; of two that have the same domain, the first counts. */
export class HostTable<H extends { readonly domains: readonly string[] }> {
  readonly #exact = new Map<string, H>();
  /** The longest first. */
  readonly #wildcards: readonly FoundHost<H>[];

  constructor(all: readonly H[]) {
    const wildcards: FoundHost<H>[] = [];
    for (const virtualHost of all) {
      for (const domain of virtualHost.domains) {
        if (!this.#exact.has(domain)) this.#exact.set(domain, virtualHost);
        if (domain.startsWith('*')) wildcards.push({ virtualHost, domain });
      }
    }
    this.#wildcards = wildcards.sort((left, right) => right.domain.length - left.domain.length);
  }

  /** The virtual host with exactly this domain. */
  withDomain(domain: string): FoundHost<H> | undefined {
    const virtualHost = this.#exact.get(domain);
    return virtualHost && { virtualHost, domain };
  }

  /** The one for a Host header: the domain itself, else the longest wildcard; the port of the header does not count. */
  find(header: string): FoundHost<H> | undefined {
    const host = withoutPort(header).toLowerCase();
    const covers = ({ domain }: FoundHost<H>): boolean =>
      host.endsWith(domain.slice(1)) && host.length >= domain.length;
    return this.withDomain(host) ?? this.#wildcards.find(covers);
  }
}

export function withoutPort(header: string): string {
  return header.startsWith('[') ? header.replace(/\]:\d+$/, ']') : header.replace(/^([^:]*):\d+$/, '$1');
}

/** The chain that names the server: exactly, else by the longest wildcard. */
export function chainForName<C extends { readonly serverNames: readonly string[] }>(
  chains: readonly C[],
  serverName: string,
): C | undefined {
  // Envoy puts what the client says in lower case, not what is configured: a name with capitals takes nothing.
  const name = serverName.toLowerCase();
  const exact = chains.find(({ serverNames }) => serverNames.includes(name));
  if (exact) return exact;
  let best: { readonly length: number; readonly chain: C } | undefined;
  for (const chain of chains) {
    for (const pattern of chain.serverNames) {
      const covers = pattern.startsWith('*.') && name.endsWith(pattern.slice(1));
      if (covers && pattern.length > (best?.length ?? 0)) best = { length: pattern.length, chain };
    }
  }
  return best?.chain;
}
