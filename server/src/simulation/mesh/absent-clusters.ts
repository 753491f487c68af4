/** Services for which a client has no cluster, or not for every port, and why. */
import { t } from '../../l10n.ts';
import type { JsonPath } from '../json-value.ts';
import type { MeshClient } from './client.ts';
import type { MeshCluster } from './clusters.ts';
import type { MeshIndex } from './mesh-index.ts';
import type { MeshObject } from './mesh-object.ts';
import { allServices, isVisible, type MeshService, portClass, type ServicePort } from './services.ts';
import { type ProxyScope, scopeOf } from './sidecar-scope.ts';

export interface AbsentCluster {
  readonly host: string;
  /** `undefined` where the reason holds for every port. */
  readonly port: number | undefined;
  readonly object: MeshObject;
  readonly at: JsonPath;
  /** The statement of Istio's behaviour that decides, by its stable name (`D5.5`). */
  readonly statement: string;
  /** For a person; half a sentence. */
  readonly reason: string;
}

/** What `clusters`, those of the client, do not hold; in the order of services. */
export function absentClusters(
  mesh: MeshIndex,
  client: MeshClient,
  clusters: readonly MeshCluster[],
): readonly AbsentCluster[] {
  const scope = scopeOf(mesh, client);
  const present = new Set(clusters.map(({ service, port }) => `${service.host} ${port.number}`));
  return allServices(mesh).flatMap((service): readonly AbsentCluster[] => {
    const base = { host: service.host, object: service.object };
    const whole = whyNotKnown(mesh, client, scope, service);
    if (whole) return [{ ...base, ...whole, port: undefined }];
    return service.ports
      .filter(({ number }) => !present.has(`${service.host} ${number}`))
      .map((port) => ({ ...base, port: port.number, at: port.path, ...whyNoCluster(scope, service, port) }));
  });
}

export interface Why {
  readonly statement: string;
  readonly reason: string;
  readonly at: JsonPath;
}

/** Why the client does not know this definition of the host; `undefined` if it does. */
export function whyNotKnown(
  mesh: MeshIndex,
  client: MeshClient,
  scope: ProxyScope,
  service: MeshService,
): Why | undefined {
  if (!isVisible(service, client.namespace, mesh)) {
    const at = service.registry === 'Kubernetes' ? ['metadata', 'annotations'] : ['spec', 'exportTo'];
    return { statement: 'D5.5', reason: t('it is not exported to namespace `{0}`', client.namespace), at };
  }
  const chosen = scope.byHost.get(service.host);
  if (!chosen) {
    const name = scope.sidecar ? `${scope.sidecar.namespace}/${scope.sidecar.name}` : '';
    return { statement: 'D9.2', reason: t('the Sidecar {0} of the client does not import it', name), at: [] };
  }
  const at: JsonPath = ['spec', 'hosts'];
  if (chosen.namespace !== service.namespace) {
    const other = `${chosen.namespace}/${chosen.object.name}`;
    return { statement: 'D5.3', reason: t('for this client the same host in {0} counts', other), at };
  }
  if (chosen.registry !== service.registry) {
    return { statement: 'D5.2', reason: t('the Kubernetes Service {0} defines this host', chosen.object.name), at };
  }
  return undefined;
}

function whyNoCluster(scope: ProxyScope, service: MeshService, port: ServicePort): Omit<Why, 'at'> {
  const chosen = scope.byHost.get(service.host);
  if (service.resolution === 'ALIAS') {
    return { statement: 'D5.12', reason: t('it is an alias (ExternalName) and has no endpoints of its own') };
  }
  if (portClass(port) === 'udp') return { statement: 'D5.8', reason: t('Istio leaves UDP ports alone') };
  if (!chosen?.ports.some(({ number }) => number === port.number)) {
    return chosen?.object === service.object
      ? { statement: 'D9.2', reason: t('the Sidecar of the client imports other ports only') }
      : {
          statement: 'D5.2',
          reason: t(
            '{0} defines this host, and this definition does not agree with it in resolution, labels, selector and exportTo',
            chosen?.object.name ?? '',
          ),
        };
  }
  if (service.resolution === 'DYNAMIC_DNS') {
    return { statement: 'D5.8', reason: t('only HTTP, HTTP2, GRPC and TLS ports can be resolved by request') };
  }
  return { statement: 'D5.8', reason: t('it is resolved by DNS and has no endpoints') };
}
