/** A workload as an endpoint of the services that select it. */
import type { MeshView } from '../workspace/mesh-view.ts';
import type { MeshIndex } from './mesh/mesh-index.ts';
import type { MeshService } from './mesh/services.ts';
import { type SelectingEntry, selectorsOf, type WorkloadEntryOf } from './selection.ts';
import {
  type AnsweringMember,
  clientIn,
  type PortAnswer,
  portAnswer,
  serviceAnswers,
  shownLocality,
} from './service-answer.ts';

/** What is said of more services is a list to read instead of a glance. */
export const MAX_SERVICES = 4;
const MAX_LOCALITIES = 3;

/** An entry as an endpoint of one of the services that select it. */
export interface Membership {
  readonly selecting: SelectingEntry;
  readonly mesh: MeshIndex;
  readonly service: MeshService;
  readonly answer: PortAnswer;
  readonly own: readonly AnsweringMember[];
}

/** The services that have the workload as an endpoint, each by its first port that it answers for. */
export function membershipsOf(view: MeshView, entry: WorkloadEntryOf): Membership[] {
  return selectorsOf(view, entry)
    .slice(0, MAX_SERVICES)
    .flatMap((selecting): Membership[] => {
      const { mesh, service, answers } = serviceAnswers(view, selecting);
      for (const answer of answers) {
        const own = answer.byEntry.get(entry);
        if (service && own) return [{ selecting, mesh, service, answer, own }];
      }
      return [];
    });
}

/** From 0 to 1; `undefined` where it depends on where the client is. */
export function shareIn({ answer, own }: Membership): number | undefined {
  return answer.dependsOnClient ? undefined : own.reduce((sum, { share }) => sum + share, 0);
}

/**
 * The priority of the entry for clients in the localities of the other endpoints, those it is not the first choice of;
 * `undefined` where locality plays no part.
 */
export function prioritiesIn({
  mesh,
  service,
  answer,
  own,
}: Membership): { readonly from: string; readonly priority: number }[] | undefined {
  const { cluster } = answer;
  const setting = cluster?.setting;
  if (!cluster || setting?.kind !== 'locality') return undefined;
  if (cluster.policy.outlierDetection === undefined && !setting.isForced) return undefined;
  const [first] = own;
  if (!first) return [];
  const { entry } = first.endpoint.instance.object;
  const here = shownLocality(first.endpoint.locality);
  return answer.localities
    .filter((from) => from !== here)
    .slice(0, MAX_LOCALITIES)
    .flatMap((from) => {
      const seen = portAnswer(mesh, service, answer.port, clientIn(service.namespace, from));
      const [member] = seen.byEntry.get(entry) ?? [];
      return member && member.priority > 0 ? [{ from, priority: member.priority }] : [];
    });
}
