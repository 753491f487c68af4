/** The hover of what a WorkloadEntry says of itself as an endpoint: its ports, weight and locality, service by service. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import { UNKNOWN_SELECTORS_KEY } from '../references/fact-keys.ts';
import { MAX_SERVICES, type Membership, membershipsOf, prioritiesIn, shareIn } from '../simulation/memberships.ts';
import { selectorsOf, type WorkloadEntryOf } from '../simulation/selection.ts';
import type { MeshView } from '../workspace/mesh-view.ts';
import { code, linkTo } from './describe-resource.ts';
import { percentOf } from './endpoint-texts.ts';

/** Which services send their port's traffic to the port that the entry has under `name`. */
export function describeOwnPort(
  engine: Engine,
  view: MeshView,
  entry: WorkloadEntryOf,
  name: string,
): string | undefined {
  const selectors = selectorsOf(view, entry);
  const ports = selectors.flatMap((selecting) =>
    selecting.resource.ports
      .filter((port) => port.name?.value === name)
      .map((port) => t('port {0} of {1}', port.number?.value ?? name, linkTo(engine, selecting))),
  );
  if (ports.length > 0) return t('**Answers for {0}.**', ports.slice(0, MAX_SERVICES).join(', '));
  // Where a rule speaks of it, it has said more; and what cannot be read may call its port so.
  if (selectors.length === 0 || view.unknown(UNKNOWN_SELECTORS_KEY) !== 'none') return undefined;
  return t('**Not used**: no service that selects this entry has a port named {0}.', code(name));
}

/** What its weight comes to. */
export function describeOwnWeight(engine: Engine, view: MeshView, entry: WorkloadEntryOf): string | undefined {
  const sentences = membershipsOf(view, entry).flatMap((membership) => {
    const share = shareIn(membership);
    const link = linkTo(engine, membership.selecting);
    if (share === undefined) return [t('Its share of {0} depends on the locality of the client.', link)];
    return membership.answer.members.length > membership.own.length
      ? [t('**{0}** of the traffic of {1}, next to {2}.', percentOf(share), link, othersInWords(membership))]
      : [t('The only endpoint of {0} gets everything, whatever its weight.', link)];
  });
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** `3 pods (weight 1 each)`, `1 other (weight 80)`. */
function othersInWords({ answer, own }: Membership): string {
  const others = answer.members.filter((member) => !own.includes(member));
  const count = others.reduce((sum, { endpoint }) => sum + (endpoint.instance.replicas ?? 1), 0);
  const total = others.reduce((sum, { endpoint }) => sum + endpoint.weight, 0);
  return count === 1 ? t('1 other with weight {0}', total) : t('{0} others with weight {1} together', count, total);
}

/** How near it is to clients elsewhere, where that counts. */
export function describeOwnLocality(engine: Engine, view: MeshView, entry: WorkloadEntryOf): string | undefined {
  const sentences = membershipsOf(view, entry).map((membership) => {
    const link = linkTo(engine, membership.selecting);
    const priorities = prioritiesIn(membership);
    if (priorities === undefined) {
      return t('For {0} locality does not count: no DestinationRule sets `outlierDetection` for it.', link);
    }
    const words = priorities.map(({ from, priority }) => t('{0} from {1}', priority, code(from)));
    return words.length === 0 ? '' : t('Of {0}: priority {1}.', link, words.join(', '));
  });
  const said = sentences.filter((sentence) => sentence !== '');
  return said.length === 0 ? undefined : said.join(' ');
}
