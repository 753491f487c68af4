/** VirtualServices that somebody could expect to decide about a host, and why they do not (D7.2, D7.3, D8.5, D8.9). */

import { t } from '../../l10n.ts';
import { hostsMatch } from '../../model/host-names.ts';
import { mapsAt } from '../json-value.ts';
import type { MeshClient } from '../mesh/client.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import { isExported } from '../mesh/services.ts';
import type { EgressListener } from '../mesh/sidecar-scope.ts';
import { exportToOf, MESH_GATEWAY, type MeshVirtualService, virtualServices } from '../mesh/virtual-services.ts';
import type { RouteClient } from './client-match.ts';
import { httpRules } from './delegates.ts';
import type { GatewayServer } from './gateway-servers.ts';
import { intersection } from './gateway-virtual-hosts.ts';
import { withoutPort } from './host-lookup.ts';
import { httpRoutes } from './http-routes.ts';
import { MAX_DETAILS, nameOf, placeOf, type Steps } from './steps.ts';

interface Unused {
  readonly virtualService: MeshVirtualService;
  readonly statement: string;
  /** For a person; half a sentence. */
  readonly reason: string;
  readonly place: ObjectPlace;
}

type Reason = Omit<Unused, 'virtualService'>;

/** Says in `steps` which VirtualServices for `host` do not decide about it in the mesh, where `used` does. */
export function explainUnusedInMesh(
  mesh: MeshIndex,
  egress: EgressListener,
  client: RouteClient,
  port: number,
  host: string,
  used: MeshVirtualService | undefined,
  steps: Steps,
): void {
  const imported = new Set(egress.virtualServices);
  const name = host.toLowerCase();
  const whyNot = (one: MeshVirtualService): Reason => {
    const { object, hosts } = one;
    const unbound = whyUnbound(mesh, one, MESH_GATEWAY, client.namespace);
    if (unbound) return unbound;
    if (!imported.has(one)) {
      return { statement: 'D9.2', reason: t('the Sidecar does not import it'), place: placeOf(object) };
    }
    const hasRoutes = httpRoutes(mesh, one, client, port).length > 0;
    if (!hasRoutes) return withoutRoutes(mesh, one);
    const place = placeOf(object, ['spec', 'hosts']);
    if (!used)
      return { statement: 'D7.3', reason: t('a more specific one hides it, though that has no route here'), place };
    const isExact = ({ hosts: own }: MeshVirtualService): boolean => own.some((own) => own.toLowerCase() === name);
    const reason =
      isExact(used) && !hosts.some((own) => own.toLowerCase() === name)
        ? t('{0} names the host exactly, this one by a wildcard only', nameOf(used.object))
        : t('{0} comes before it, and in the mesh one alone decides about a host', nameOf(used.object));
    return { statement: 'D7.3', reason, place };
  };
  const candidates = virtualServices(mesh).filter(
    (one) => one !== used && one.hosts.some((own) => hostsMatch(own.toLowerCase(), name)),
  );
  say(
    candidates.map((one) => ({ virtualService: one, ...whyNot(one) })),
    steps,
  );
}

/** Says in `steps` which VirtualServices for `header` have no part in the virtual host `domain` of a gateway. */
export function explainUnusedAtGateway(
  mesh: MeshIndex,
  client: MeshClient,
  servers: readonly GatewayServer[],
  header: string,
  domain: string | undefined,
  used: readonly MeshVirtualService[],
  steps: Steps,
): void {
  const host = withoutPort(header).toLowerCase();
  const gateways = new Set(servers.map(({ gatewayName }) => gatewayName));
  const whyNot = (one: MeshVirtualService): Reason => {
    const { object, hosts } = one;
    const bound = servers.filter(({ gatewayName }) => one.gateways.includes(gatewayName));
    const [first] = bound;
    if (!first) return whyUnbound(mesh, one, [...gateways].join(', '), client.namespace) ?? withoutRoutes(mesh, one);
    const hidden = whyUnbound(mesh, one, first.gatewayName, client.namespace);
    if (hidden) return hidden;
    const hostsPlace = placeOf(object, ['spec', 'hosts']);
    if (bound.every((server) => intersection(server, one).length === 0)) {
      const reason = t('the server of {0} is for {1} only', first.gatewayName, first.hosts.join(', '));
      return { statement: 'D8.5', reason, place: { object: first.gateway, path: [...first.path, 'hosts'] } };
    }
    if (domain === undefined) {
      return { statement: 'D8.9', reason: t('it is for {0}', hosts.join(', ')), place: hostsPlace };
    }
    const covers = bound.some((server) => intersection(server, one).some((own) => own.toLowerCase() === domain));
    if (!covers) {
      const reason = t('a request has one virtual host, and {0} is another than that of {1}', domain, hosts.join(', '));
      return { statement: 'D8.9', reason, place: hostsPlace };
    }
    return withoutRoutes(mesh, one);
  };
  const candidates = virtualServices(mesh).filter((one) => {
    if (used.includes(one)) return false;
    if (one.hosts.some((own) => hostsMatch(own.toLowerCase(), host))) return true;
    // Where nothing is for the host, what else the gateway has shows what it is for.
    return domain === undefined && one.gateways.some((name) => gateways.has(name));
  });
  say(
    candidates.map((one) => ({ virtualService: one, ...whyNot(one) })),
    steps,
  );
}

/** Why proxies of the namespace do not have it at the gateway, or at none of those named. */
function whyUnbound(
  mesh: MeshIndex,
  { object, gateways }: MeshVirtualService,
  gateway: string,
  namespace: string,
): Reason | undefined {
  if (!gateways.includes(gateway)) {
    const place = placeOf(object, ['spec', 'gateways']);
    const isForMesh = gateways.length === 1 && gateways[0] === MESH_GATEWAY;
    const reason = isForMesh
      ? t('it names no gateway, so it is for sidecars only')
      : gateway === MESH_GATEWAY
        ? t('it is for {0}, not for `mesh`', gateways.join(', '))
        : t('it is for {0}, not for {1}', gateways.join(', '), gateway);
    return { statement: 'D7.1', reason, place };
  }
  if (isExported(exportToOf(object, mesh), object.namespace, namespace)) return undefined;
  const reason = t('it is not exported to namespace `{0}`', namespace);
  return { statement: 'D7.2', reason, place: placeOf(object, ['spec', 'exportTo']) };
}

function withoutRoutes(mesh: MeshIndex, { object }: MeshVirtualService): Reason {
  const { rules, dropped } = httpRules(mesh, object);
  const [first] = dropped;
  // What its rules hand on to is missing: that says more than that no rule is left.
  if (rules.length === 0 && first) return { statement: 'D7.9', reason: first.reason, place: first.place };
  const place = placeOf(object, ['spec', 'http']);
  return mapsAt(object.spec, 'http').length === 0
    ? { statement: 'D7.4', reason: t('it has no rules for HTTP'), place: placeOf(object) }
    : { statement: 'D7.5', reason: t('none of its rules is for this client and port'), place };
}

function say(unused: readonly Unused[], steps: Steps): void {
  for (const { virtualService, statement, reason, place } of unused.slice(0, MAX_DETAILS)) {
    steps.explain(statement, t('{0} has no part in it: {1}.', nameOf(virtualService.object), reason), place);
  }
  const hidden = unused.length - MAX_DETAILS;
  if (hidden > 0) steps.explain('D7.3', t('{0} more VirtualServices have no part in it.', hidden));
}
