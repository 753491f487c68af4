/** Where a destination leads that a resource names by host, port and subset. */
import { hostKey } from '../references/fact-keys.ts';
import { fullHost } from '../references/host-facts.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { destinationRuleFor, subsetOf } from './mesh/destination-rules.ts';
import type { MeshIndex } from './mesh/mesh-index.ts';
import { isVisible, type MeshService } from './mesh/services.ts';
import { meshAround } from './mesh-around.ts';
import { clientIn, type PortAnswer, portAnswer, servicesOfResource } from './service-answer.ts';

export interface WrittenDestination {
  /** As written; a short name is completed by the namespace of the resource. */
  readonly host: string;
  /** `undefined` for whichever port the request came to. */
  readonly port: number | undefined;
  /** Empty for all endpoints. */
  readonly subset: string;
}

export type DestinationAnswer =
  /** Nothing in sight defines the host. */
  | { readonly cause: 'host'; readonly host: string }
  | { readonly cause: 'port'; readonly service: MeshService; readonly port: number }
  /** `rule` is the DestinationRule that counts for the host, which lacks the subset; `undefined` where none does. */
  | { readonly cause: 'subset'; readonly service: MeshService; readonly rule: ResourceEntry | undefined }
  | {
      readonly cause: undefined;
      readonly service: MeshService;
      /** One for each port that is meant. */
      readonly answers: readonly PortAnswer[];
      /** The same for all endpoints of the service. */
      readonly whole: readonly PortAnswer[];
      /** The labels of the subset; none without one. */
      readonly labels: Readonly<Record<string, string>>;
    };

/** Where `written` in the resource of `entry` leads for a sidecar in the resource's namespace. */
export function destinationAnswer(
  view: MeshView,
  entry: ResourceEntry,
  written: WrittenDestination,
): DestinationAnswer {
  const host = fullHost(written.host, entry.namespace);
  const found = definitionOf(view, entry, host);
  if (!found) return { cause: 'host', host };
  const { mesh, service } = found;
  const client = clientIn(entry.namespace);
  const ports = service.ports.filter(({ number }) => written.port === undefined || number === written.port);
  if (written.port !== undefined && ports.length === 0) return { cause: 'port', service, port: written.port };
  const rule = written.subset === '' ? undefined : destinationRuleFor(mesh, client, service);
  const subset = subsetOf(rule, written.subset);
  if (written.subset !== '' && !subset) return { cause: 'subset', service, rule: rule?.objects[0]?.entry };
  return {
    cause: undefined,
    service,
    answers: ports.map((port) => portAnswer(mesh, service, port, client, written.subset)),
    whole: ports.map((port) => portAnswer(mesh, service, port, client)),
    labels: subset?.labels ?? {},
  };
}

/** The definition of a host that counts for a sidecar in the namespace: its own, else a Service, else the first that it sees. */
function definitionOf(
  view: MeshView,
  entry: ResourceEntry,
  host: string,
): { readonly mesh: MeshIndex; readonly service: MeshService } | undefined {
  const { namespace } = entry;
  const all = view.lookup(hostKey(host)).flatMap((definition) => {
    const mesh = meshAround(view, definition, entry);
    const service = servicesOfResource(mesh, definition).find((one) => one.host === host);
    return service && (service.namespace === namespace || isVisible(service, namespace, mesh))
      ? [{ mesh, service }]
      : [];
  });
  return (
    all.find(({ service }) => service.namespace === namespace) ??
    all.find(({ service }) => service.registry === 'Kubernetes') ??
    all[0]
  );
}
