/** Why a sidecar does not know what a request is for, though something of that name is in the mesh. */
import { t } from '../../l10n.ts';
import { whyNotKnown } from '../mesh/absent-clusters.ts';
import type { MeshClient } from '../mesh/client.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { allServices, type MeshService, portClass } from '../mesh/services.ts';
import { scopeOf } from '../mesh/sidecar-scope.ts';
import { withoutPort } from './host-lookup.ts';
import { MAX_DETAILS, nameOf, placeOf, type Steps } from './steps.ts';

/** Says it in `steps`; says nothing where no service has the host or the address. */
export function explainUnknown(
  mesh: MeshIndex,
  client: MeshClient,
  { host, address, port }: { readonly host: string; readonly address: string | undefined; readonly port: number },
  steps: Steps,
): void {
  const name = withoutPort(host).toLowerCase();
  const byName = servicesByName(mesh);
  const atAddress = address === undefined ? [] : (byName.get(address) ?? []);
  const scope = scopeOf(mesh, client);
  for (const service of new Set([...(byName.get(name) ?? []), ...atAddress].slice(0, MAX_DETAILS))) {
    const { object, host: own, ports, addresses } = service;
    const why = whyNotKnown(mesh, client, scope, service);
    if (why) {
      steps.explain(why.statement, t('{0} does not count: {1}.', nameOf(object), why.reason), placeOf(object, why.at));
      continue;
    }
    const here = ports.find(({ number }) => number === port);
    if (here && portClass(here) === 'udp') {
      steps.explain('D5.6', t('{0} has port {1} for UDP only.', nameOf(object), port), placeOf(object, here.path));
    } else if (!here) {
      const numbers = ports.map(({ number }) => number).join(', ');
      const text = t('{0} has no port {1}, only {2}.', nameOf(object), port, numbers);
      steps.explain('D5.9', text, placeOf(object, ['spec', 'ports']));
    } else if (!scope.listeners.some(({ services }) => services.some((service) => service.host === own))) {
      const text = t('The workload knows {0} as a destination only, not by itself.', nameOf(object));
      steps.explain('D9.2', text, placeOf(object));
    } else if (addresses.length > 0 && address === undefined && portClass(here) !== 'http') {
      const text = t('{0} is listened for on its address {1} only.', nameOf(object), addresses.join(', '));
      steps.explain('D5.7', text, placeOf(object));
    } else if (portClass(here) === 'tcp' || portClass(here) === 'tls') {
      const text = t(
        '{0} has port {1} for {2}, which no Host header leads to.',
        nameOf(object),
        port,
        here.protocol ?? '',
      );
      steps.explain('D5.7', text, placeOf(object, here.path));
    }
  }
}

/** Services by their hosts in lower case, and by their addresses. */
function servicesByName(mesh: MeshIndex): ReadonlyMap<string, readonly MeshService[]> {
  return mesh.remember('services by name', () => {
    const byName = new Map<string, MeshService[]>();
    for (const service of allServices(mesh)) {
      for (const name of [service.host.toLowerCase(), ...service.addresses]) {
        const there = byName.get(name);
        if (there) there.push(service);
        else byName.set(name, [service]);
      }
    }
    return byName;
  });
}
