/** The hover of a host or port of a service: who answers there, and on which port. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { certainlySelectsNothing } from '../simulation/empty-selection.ts';
import type { MeshIndex } from '../simulation/mesh/mesh-index.ts';
import { type MeshService, servicesOf } from '../simulation/mesh/services.ts';
import { meshAround } from '../simulation/mesh-around.ts';
import { isSelecting } from '../simulation/selection.ts';
import {
  countEndpoints,
  type PortAnswer,
  portAnswer,
  serviceAnswers,
  servicesOfResource,
} from '../simulation/service-answer.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { code, linkTo } from './describe-resource.ts';
import { endpointCount, endpointTable, links, portCounts } from './endpoint-texts.ts';

/** More subsets than this are a list to read instead of a glance. */
const MAX_SUBSETS = 6;

/** Who answers for one of the hosts of a ServiceEntry; `undefined` for text that is no host. */
export function describeHost(engine: Engine, view: MeshView, entry: ResourceEntry, index: number): string | undefined {
  const mesh = meshAround(view, entry);
  const service = servicesOfResource(mesh, entry)[index];
  if (!service || service.ports.length === 0) return undefined;
  const answers = service.ports.map((port) => portAnswer(mesh, service, port));
  const parts = [...endpointsInWords(engine, view, service, answers), ...besides(engine, mesh, service, answers)];
  return parts.length === 0 ? undefined : parts.join('\n\n');
}

/** Who answers for one port of a service. */
export function describePort(engine: Engine, view: MeshView, entry: ResourceEntry, index: number): string | undefined {
  const answer = serviceAnswers(view, entry).answers[index];
  if (!answer) return undefined;
  const endpoints = answer.members.map(({ endpoint }) => endpoint);
  if (endpoints.length === 0) return undefined;
  const counts = portCounts(endpoints).map(({ port: number, count }) => t('{0} by {1}', number, endpointCount(count)));
  return [t('**Answered on {0}**', counts.join(', ')), endpointTable(engine, [answer])].join('\n\n');
}

function endpointsInWords(
  engine: Engine,
  view: MeshView,
  service: MeshService,
  answers: readonly PortAnswer[],
): string[] {
  const endpoints = answers.flatMap(({ members }) => members.map(({ endpoint }) => endpoint));
  if (endpoints.length > 0) {
    const isResolved = endpoints.every(({ instance }) => instance.path[1] === 'hosts');
    if (isResolved) return [t('**Resolved by DNS**: clients are sent to whatever the name stands for.')];
    return [`**${endpointCount(countEndpoints(endpoints))}**`, endpointTable(engine, answers)];
  }
  if (service.resolution === 'NONE')
    return [t('**Goes where the client wanted**: to the address that it connects to.')];
  if (service.resolution === 'DYNAMIC_DNS')
    return [t('**Resolved by request**: to the name that the request asks for.')];
  const { entry } = service.object;
  const isCertain = isSelecting(entry) ? certainlySelectsNothing(view, entry) : service.registry === 'External';
  return isCertain ? [t('**No endpoints**: requests get 503.')] : [];
}

/** Who else defines the host, and into which subsets it is divided. */
function besides(engine: Engine, mesh: MeshIndex, service: MeshService, answers: readonly PortAnswer[]): string[] {
  const parts: string[] = [];
  const others = servicesOf(mesh, service.host, service.namespace)
    .map(({ object }) => object.entry)
    .filter((entry) => entry !== service.object.entry);
  if (others.length > 0) parts.push(t('Also defined by {0}.', links(engine, others)));
  const [answer] = answers;
  const rule = answer?.cluster?.destinationRule;
  if (!answer || !rule || rule.subsets.length === 0) return parts;
  const counts = rule.subsets.slice(0, MAX_SUBSETS).map(({ name }) => {
    const { members } = portAnswer(mesh, service, answer.port, undefined, name);
    return t('{0} {1}', code(name), endpointCount(countEndpoints(members.map(({ endpoint }) => endpoint))));
  });
  const [object] = rule.objects;
  if (object) parts.push(t('Subsets of {0}: {1}.', linkTo(engine, object.entry), counts.join(', ')));
  return parts;
}
