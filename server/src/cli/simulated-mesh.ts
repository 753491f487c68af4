/** The mesh that the files of a command make, with what had to be assumed to know it. */
import { DEFAULT_SETTINGS, Engine, type Location, type Range } from '../engine.ts';
import { t } from '../l10n.ts';
import type { JsonPath } from '../simulation/json-value.ts';
import { rangeAt } from '../simulation/json-value.ts';
import { changedSettings, findMeshConfigs } from '../simulation/mesh/mesh-config.ts';
import { meshFromEntries, type Redefinition, refusalOf } from '../simulation/mesh/mesh-from-entries.ts';
import type { MeshIndex } from '../simulation/mesh/mesh-index.ts';
import type { MeshObject } from '../simulation/mesh/mesh-object.ts';
import { DEFAULT_MESH } from '../simulation/mesh/mesh-settings.ts';
import { shownPath, type WorkloadInstance } from '../simulation/mesh/workloads.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';
import { PROGRAM } from './command.ts';
import { type InputFile, readableLabel, resolveInputs } from './inputs.ts';
import { type Counts, readFiles } from './read-files.ts';
import type { Terminal } from './terminal.ts';

export interface SimulatedMesh {
  readonly mesh: MeshIndex;
  readonly places: PlaceNames;
  /** What the mesh rests on beside what is written, as sentences. */
  readonly assumptions: readonly string[];
  readonly counts: Counts;
  /** Until all files were read, in milliseconds. */
  readonly readMs: number;
}

/** A place in a file, as results name it. */
export interface NamedPlace {
  readonly file: string;
  readonly range: Range;
}

/** Finds where things stand, and names files as the command line does. */
export class PlaceNames {
  readonly #engine: Engine;
  readonly #labels: ReadonlyMap<string, string>;

  constructor(engine: Engine, files: readonly InputFile[]) {
    this.#engine = engine;
    this.#labels = new Map(files.map((file) => [file.uri, file.label]));
  }

  /** Where the value at `path` of the object stands; an empty path is the whole object. */
  of({ entry }: MeshObject, path: JsonPath): NamedPlace {
    if (path.length === 0) return this.ofEntry(entry);
    return this.#named(this.#engine.locate(entry, rangeAt(entry.resource.node, path)));
  }

  /** Where a resource begins. */
  ofEntry(entry: ResourceEntry): NamedPlace {
    return this.#named(this.#engine.locate(entry, entry.resource.kindNode));
  }

  /** Where what Istio or the API server refuses in a resource stands; the resource itself if they refuse nothing. */
  ofRefusal(entry: ResourceEntry): NamedPlace {
    const place = refusalOf(entry)?.place;
    const found = place && this.#engine.locatePlace(entry.file.uri, place);
    return found ? this.#named(found) : this.ofEntry(entry);
  }

  /** Where somebody finds an instance: an inline endpoint in its ServiceEntry, else its resource. */
  ofInstance(instance: WorkloadInstance): NamedPlace {
    const path = shownPath(instance);
    return path.length === 0 ? this.ofEntry(instance.object.entry) : this.of(instance.object, path);
  }

  /** `file:line` for a person. */
  short({ file, range }: NamedPlace): string {
    return `${readableLabel(file)}:${range.start.line + 1}`;
  }

  #named({ uri, range }: Location): NamedPlace {
    return { file: this.#labels.get(uri) ?? uri, range };
  }
}

/** Reads the files that `paths` mean and makes one mesh of all of them. Notes about files go to the terminal unless quiet. */
export async function simulateMesh(
  paths: readonly string[],
  isQuiet: boolean,
  terminal: Terminal,
): Promise<SimulatedMesh> {
  const startedAt = performance.now();
  const inputs = resolveInputs(paths, terminal.cwd);
  const notes = [...inputs.notes];
  const engine = new Engine({
    settings: DEFAULT_SETTINGS,
    onError: (message, error) => terminal.note(`${PROGRAM}: ${t('internal error: {0} ({1})', message, String(error))}`),
  });
  engine.setFolders(inputs.folders);
  const files = await readFiles(engine, inputs.files, notes, terminal);
  const readMs = performance.now() - startedAt;
  engine.settle();
  if (!isQuiet) for (const note of notes) terminal.note(`${PROGRAM}: ${note}`);
  return { ...meshOfFiles(engine, files), readMs };
}

/** The mesh of a settled engine's files. */
export function meshOfFiles(engine: Engine, files: readonly InputFile[]): Omit<SimulatedMesh, 'readMs'> {
  const places = new PlaceNames(engine, files);
  const documents = files.flatMap(({ uri, label }) =>
    (engine.file(uri)?.source.slots ?? []).map((slot) => ({ uri, label, slot, document: slot.document })),
  );
  const configs = findMeshConfigs(documents);
  const settings = configs[0]?.settings ?? DEFAULT_MESH;
  const entries = files.flatMap(({ uri }) => engine.entriesOf(uri));
  const { mesh, redefinitions } = meshFromEntries(entries, settings);
  const assumptions: string[] = [];
  const [config, ...others] = configs;
  if (config) {
    const changed = changedSettings(settings);
    const what = changed.length === 0 ? t('all as Istio has them by default') : changed.join(', ');
    assumptions.push(t('Mesh settings are those of {0} ({1}).', readableLabel(config.source.label), what));
    if (others.length > 0) {
      const names = [...new Set(others.map(({ source }) => readableLabel(source.label)))];
      assumptions.push(t('Mesh settings in {0} do not count beside them.', names.join(', ')));
    }
  } else assumptions.push(t('Mesh settings are the defaults of Istio; no MeshConfig is in these files.'));
  if (entries.some(isWithoutNamespace)) {
    assumptions.push(t('Resources without a namespace lie in "{0}".', settings.unnamedNamespace));
  }
  assumptions.push(...redefinitionNotes(redefinitions, places), ...unreadNotes(engine, files));
  return {
    mesh,
    places,
    assumptions,
    counts: {
      files: files.length,
      documents: documents.filter(({ document }) => document.root !== undefined || document.isBroken).length,
      resources: entries.length,
    },
  };
}

const CLUSTER_SCOPED: ReadonlySet<string> = new Set(['Namespace', 'Node']);

function isWithoutNamespace({ namespace, resource }: ResourceEntry): boolean {
  return namespace === '' && !CLUSTER_SCOPED.has(resource.kind);
}

/** More than this many are only counted. */
const MAX_REDEFINITIONS = 3;

function redefinitionNotes(redefinitions: readonly Redefinition[], places: PlaceNames): string[] {
  const notes = redefinitions.slice(0, MAX_REDEFINITIONS).map(({ counted, replaced }) => {
    const { kindNode, name } = counted.resource;
    const others = replaced.map((entry) => places.short(places.ofEntry(entry)));
    const where = places.short(places.ofEntry(counted));
    return t(
      '{0} {1} counts as defined in {2}, the last of the files, not in {3}.',
      kindNode.text,
      name,
      where,
      others.join(', '),
    );
  });
  const hidden = redefinitions.length - notes.length;
  if (hidden > 0) notes.push(t('Of {0} more resources with several definitions, the last counts.', hidden));
  return notes;
}

/** Text that holds resources which cannot be told. */
function unreadNotes(engine: Engine, files: readonly InputFile[]): string[] {
  const templates: string[] = [];
  const broken: string[] = [];
  for (const { uri, label } of files) {
    const contents = [...(engine.file(uri)?.contents ?? [])];
    if (contents.some(([, { templateUse }]) => templateUse !== 'none')) templates.push(readableLabel(label));
    const isBroken = ([slot, { entries, problems }]: (typeof contents)[number]): boolean =>
      slot.document.isBroken && entries.length === 0 && problems.length > 0;
    if (contents.some(isBroken)) broken.push(readableLabel(label));
  }
  const notes: string[] = [];
  if (templates.length > 0) notes.push(t('Templates are not filled in and left out: {0}.', listed(templates)));
  if (broken.length > 0) notes.push(t('What cannot be read as YAML is left out: {0}.', listed(broken)));
  return notes;
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : t('{0} and {1} more', names.slice(0, 3).join(', '), names.length - 3);
}
