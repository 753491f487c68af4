/** Why a workload with the labels that a service asks for is no endpoint of it. */
import { t } from '../l10n.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { leftOutOf } from './mesh/left-out.ts';
import { refusalOf } from './mesh/mesh-from-entries.ts';
import { MeshIndex } from './mesh/mesh-index.ts';
import { allCandidates, whyNotSelected } from './mesh/selection-reasons.ts';
import type { MeshService } from './mesh/services.ts';
import { clientIn, type PortAnswer } from './service-answer.ts';

/** Those that are nearly endpoints come first. */
const MAX_SEARCHED = 1_000;

/** Half a sentence for a person; `undefined` where nothing keeps it out. */
export function whyNoEndpoint(
  mesh: MeshIndex,
  service: MeshService,
  answers: readonly PortAnswer[],
  workload: ResourceEntry,
): string | undefined {
  if (refusalOf(workload) !== undefined) return t('it is refused');
  for (const candidate of allCandidates(new MeshIndex([workload], mesh.settings))) {
    const why = whyNotSelected(service, candidate);
    if (why) return why.reason;
  }
  for (const { cluster } of answers) {
    const { listed } = cluster ? leftOutOf(mesh, clientIn(service.namespace), cluster, MAX_SEARCHED) : { listed: [] };
    const found = listed.find(({ object }) => object.entry === workload);
    if (found) return found.reason;
  }
  return undefined;
}
