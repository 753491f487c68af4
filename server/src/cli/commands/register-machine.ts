/** The work of `register`: read, find the group, print the entry. */
import { t } from '../../l10n.ts';
import { mapAt } from '../../simulation/json-value.ts';
import type { MeshIndex } from '../../simulation/mesh/mesh-index.ts';
import type { MeshObject } from '../../simulation/mesh/mesh-object.ts';
import { registeredText } from '../../simulation/mesh/registered-text.ts';
import { type RegisteredEntry, registeredEntry } from '../../simulation/mesh/registration.ts';
import { CommandError, type ExitCode, PROGRAM } from '../command.ts';
import { stats } from '../read-files.ts';
import { type PlaceNames, simulateMesh } from '../simulated-mesh.ts';
import { closestTo } from '../suggestions.ts';
import type { Terminal } from '../terminal.ts';
import type { RegisterOptions } from './register.ts';

/** Prints the WorkloadEntry that the machine gets. */
export async function registerMachine(options: RegisterOptions, terminal: Terminal): Promise<ExitCode> {
  const startedAt = performance.now();
  const { mesh, places, counts, readMs } = await simulateMesh(options.paths, options.isQuiet, terminal);
  const group = groupMeant(options.group, mesh, places);
  const hasProbe = mapAt(group.spec, 'probe') !== undefined;
  const { machine, saysHealthCheck } = options;
  const entry = registeredEntry(group, {
    ...machine,
    hasHealthCheck: saysHealthCheck ? machine.hasHealthCheck : hasProbe,
  });
  if (options.format === 'json') terminal.print(`${JSON.stringify({ version: 1, entry }, undefined, 2)}\n`);
  else terminal.print(registeredText(entry));
  if (!options.isQuiet && options.format === 'text' && isHiddenUntilHealthy(entry)) {
    terminal.note(`${PROGRAM}: ${t('it has no endpoint until its first health check succeeds')}`);
  }
  if (options.wantsStats) terminal.note(stats(counts, readMs, performance.now() - startedAt));
  return 0;
}

function isHiddenUntilHealthy({ metadata }: RegisteredEntry): boolean {
  return metadata.annotations['proxy.istio.io/health-checks-enabled'] === 'true';
}

/** The group that `--group` names, or the only one there is; ends the command if that is none or several. */
function groupMeant(name: string | undefined, mesh: MeshIndex, places: PlaceNames): MeshObject {
  const groups = mesh.ofKind('WorkloadGroup');
  const refused = mesh.rejected.filter(({ object }) => object.kind === 'WorkloadGroup');
  const isMeant = (group: MeshObject): boolean =>
    name === undefined || name === group.name || name === `${group.namespace}/${group.name}`;
  const [meant, ...others] = groups.filter(isMeant);
  if (meant && others.length === 0) return meant;
  if (meant) {
    const names = [meant, ...others].map(nameOf).join(', ');
    throw new CommandError(
      name === undefined
        ? t('there are several WorkloadGroups; choose one with --group: {0}', names)
        : t('several WorkloadGroups are called "{0}"; say which: {1}', name, names),
    );
  }
  const wrong = refused.find(({ object }) => isMeant(object));
  if (wrong) {
    const where = places.short(places.ofRefusal(wrong.object.entry));
    throw new CommandError(t('the WorkloadGroup {0} is refused: {1} ({2})', nameOf(wrong.object), wrong.reason, where));
  }
  if (groups.length === 0) throw new CommandError(t('no WorkloadGroup is in these files; check the path'));
  const names = groups.map(nameOf);
  const closest = closestTo(name ?? '', [...names, ...groups.map((group) => group.name)]);
  throw new CommandError(
    closest === undefined
      ? t('no WorkloadGroup is called "{0}"; there is {1}', name ?? '', names.join(', '))
      : t('no WorkloadGroup is called "{0}"; did you mean "{1}"?', name ?? '', closest),
  );
}

function nameOf({ namespace, name }: MeshObject): string {
  return `${namespace}/${name}`;
}
