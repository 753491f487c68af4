/** Where the destinations of a rule lead: clusters by name, whether they exist or not (D7.6, D7.7, D7.10). */
import { t } from '../../l10n.ts';
import { type JsonMap, mapAt, numberAt, textAt } from '../json-value.ts';
import type { MeshIndex } from '../mesh/mesh-index.ts';
import { completeHost } from '../mesh/mesh-object.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import type { MeshService } from '../mesh/services.ts';
import type { RoutedCluster } from './request.ts';
import type { Steps } from './steps.ts';

/** What the host of a destination is known as. */
export interface KnownHost {
  /** The host that it is another name for; empty for one that stands for itself. */
  readonly externalName: string;
  /** What a destination without a port means; `undefined` for the port on which the request came. */
  readonly onlyPort: number | undefined;
}

/** Finds a host as the destinations of a rule mean it. */
export type LookUp = (host: string) => KnownHost | undefined;

/** A service as a destination: of one with a single port, that port is meant. */
export function knownHost(service: MeshService | undefined): KnownHost | undefined {
  if (!service) return undefined;
  const [only, ...others] = service.ports;
  return { externalName: service.externalName, onlyPort: others.length === 0 ? only?.number : undefined };
}

interface Destination {
  readonly host: string;
  readonly port: number;
  /** What decided about the port. */
  readonly portFrom: 'destination' | 'only-port' | 'listener';
  /** Empty for all endpoints of the host. */
  readonly subset: string;
  /** As written; 0 where nothing is. */
  readonly weight: number;
  readonly place: ObjectPlace;
}

/** The clusters among which the routes of the rule at `rulePlace` share requests; each is said in `steps`. */
export function routedClusters(
  routes: readonly JsonMap[],
  rulePlace: ObjectPlace,
  mesh: MeshIndex,
  listenerPort: number,
  lookUp: LookUp,
  steps: Steps,
): readonly RoutedCluster[] {
  const destinations = routes.map((route, index) => {
    const place = { object: rulePlace.object, path: [...rulePlace.path, 'route', index] };
    return readDestination(route, place, mesh, listenerPort, lookUp);
  });
  const isAlone = destinations.length === 1;
  const total = destinations.reduce((sum, { weight }) => sum + weight, 0);
  for (const destination of destinations) explain(destination, isAlone ? undefined : total, steps);
  return destinations
    .filter(({ weight }) => isAlone || weight > 0)
    .map(({ host, port, subset, weight }) => ({
      cluster: `outbound|${port}|${subset}|${host}`,
      weight: isAlone ? 100 : weight,
    }));
}

function readDestination(
  route: JsonMap,
  place: ObjectPlace,
  mesh: MeshIndex,
  listenerPort: number,
  lookUp: LookUp,
): Destination {
  const destination = mapAt(route, 'destination');
  const host = completeHost(textAt(destination, 'host'), place.object.namespace, mesh.settings);
  const known = lookUp(host);
  const written = numberAt(mapAt(destination, 'port'), 'number');
  const onlyPort = known?.onlyPort;
  return {
    host: known?.externalName || host,
    port: written > 0 ? written : (onlyPort ?? listenerPort),
    portFrom: written > 0 ? 'destination' : onlyPort === undefined ? 'listener' : 'only-port',
    subset: textAt(destination, 'subset'),
    weight: numberAt(route, 'weight'),
    place,
  };
}

/** `total` is the sum of all weights; `undefined` for a destination that is alone. */
function explain(destination: Destination, total: number | undefined, steps: Steps): void {
  const { host, port, subset, weight, portFrom, place } = destination;
  const target = subset === '' ? `${host}:${port}` : t('{0}, subset {1}', `${host}:${port}`, subset);
  if (total === undefined) steps.decide('destination', 'D7.7', t('All requests go to {0}.', target), place);
  else if (weight === 0) {
    const text = t('Nothing goes to {0}: among several destinations no weight means none.', target);
    steps.decide('destination', 'D7.7', text, place);
  } else {
    const part = (Math.round((weight / total) * 1000) / 10).toString();
    steps.decide('destination', 'D7.7', t('{0} % of the requests go to {1}.', part, target), place);
  }
  if (portFrom === 'only-port')
    steps.explain('D7.6', t('Port {0} is the only one of the host; none is written.', port));
  if (portFrom === 'listener') {
    steps.explain('D7.6', t('Port {0} is the one on which the request came; none is written.', port));
  }
  if (total === undefined && weight > 0 && weight !== 100) {
    steps.explain('D7.7', t('The weight of a single destination does not count.'));
  }
}
