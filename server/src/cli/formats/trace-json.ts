/** The stable JSON form of `trace`; `version` changes when something in it breaks. */
import type { ClusterMember } from '../../simulation/mesh/clusters.ts';
import type { MeshObject } from '../../simulation/mesh/mesh-object.ts';
import { type MemberShare, sharesOfCluster } from '../../simulation/mesh/shares.ts';
import type { ClusterEnd, MeshRequest, TraceAnswer, TraceStep } from '../../simulation/routes/request.ts';
import type { TraceReport } from '../commands/trace-requests.ts';
import type { PlaceNames } from '../simulated-mesh.ts';
import type { Terminal } from '../terminal.ts';

export function printTraceJson({ traces, assumptions, mesh, places }: TraceReport, terminal: Terminal): void {
  const report = {
    version: 1,
    assumptions,
    rejected: mesh.rejected.map(({ object, reason }) => ({
      ...resourceOf(object),
      ...places.ofRefusal(object.entry),
      reason,
    })),
    answers: traces.map(({ request, answer }) => toAnswer(request, answer, places)),
  };
  terminal.print(`${JSON.stringify(report, undefined, 2)}\n`);
}

function toAnswer(request: MeshRequest, answer: TraceAnswer, places: PlaceNames): unknown {
  const { outcome, virtualService, clusters, ends, detail, steps } = answer;
  return {
    request,
    outcome,
    ...(virtualService && { virtualService: `${virtualService.namespace}/${virtualService.name}` }),
    ...(detail !== undefined && { detail }),
    clusters: clusters.map(({ cluster, weight }, index) => ({ cluster, weight, ...toEnd(ends[index], places) })),
    steps: steps.map((step) => toStep(step, places)),
  };
}

function toEnd(end: ClusterEnd | undefined, places: PlaceNames): object {
  if (!end) return {};
  const { share, found, failure } = end;
  const shares = found ? sharesOfCluster(found) : new Map<ClusterMember, MemberShare>();
  return {
    share: rounded(share),
    exists: found !== undefined,
    ...(failure !== undefined && { failure }),
    ...(found && { type: found.type }),
    endpoints: (found?.groups ?? []).flatMap(({ priority, members }) =>
      members.map((member) => ({
        address: member.address,
        port: member.port,
        priority,
        weight: member.weight,
        share: rounded(shares.get(member)?.share ?? 0),
        ...(member.endpoint && {
          source: {
            ...resourceOf(member.endpoint.instance.object),
            ...places.ofInstance(member.endpoint.instance),
          },
        }),
      })),
    ),
  };
}

function toStep({ decision, isDetail, statement, what, place }: TraceStep, places: PlaceNames): object {
  return {
    decision,
    ...(isDetail && { isDetail }),
    statement,
    what,
    ...(place && { resource: resourceOf(place.object), ...places.of(place.object, place.path) }),
  };
}

function resourceOf({ entry, namespace, name }: MeshObject): object {
  return { kind: entry.resource.kindNode.text, namespace, name };
}

function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
