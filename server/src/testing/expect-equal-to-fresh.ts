/** The paranoid mode: after any history of changes the engine must answer as one that was given the final state at once. */
import { Engine, type EngineSettings, type LocatedProblem } from '../engine.ts';
import type { Rule } from '../rules/define-rule.ts';

/** What an engine was told from outside, besides its files. */
export interface EngineSetup {
  readonly folders?: readonly string[];
  readonly settings?: EngineSettings;
  readonly fastPath?: boolean;
  readonly rules?: readonly Rule[];
}

/**
 * Settles `engine` and compares it with a fresh one that has the same files: documents, resources, keys of the index
 * and problems of every file. Returns the differences in words; empty if there are none.
 */
export function differencesFromFresh(engine: Engine, setup: EngineSetup = {}): string[] {
  engine.settle();
  const fresh = new Engine({
    ...(setup.settings && { settings: setup.settings }),
    ...(setup.fastPath !== undefined && { fastPath: setup.fastPath }),
    ...(setup.rules && { rules: setup.rules }),
  });
  fresh.setFolders(setup.folders ?? []);
  // Sorted, so that the order in which files arrived cannot matter either.
  for (const uri of [...engine.uris].sort()) {
    const file = engine.file(uri);
    if (!file) continue;
    if (file.isOpen) fresh.openFile(uri, file.source.text, file.version);
    else fresh.setDiskText(uri, file.source.text);
  }
  fresh.settle();
  return [...differencesOfFiles(engine, fresh), ...differencesOfIndexes(engine, fresh)];
}

/** Throws with all differences between `engine` and a fresh one. */
export function expectEqualToFresh(engine: Engine, setup: EngineSetup = {}): void {
  const differences = differencesFromFresh(engine, setup);
  if (differences.length > 0) throw new Error(`incremental differs from fresh:\n${differences.join('\n')}`);
}

function differencesOfFiles(engine: Engine, fresh: Engine): string[] {
  return [...engine.uris].flatMap((uri) => {
    const differences: string[] = [];
    const compare = (what: string, left: unknown, right: unknown): void => {
      const [before, after] = [JSON.stringify(left), JSON.stringify(right)];
      if (before !== after) differences.push(`${uri} ${what}\n  incremental: ${before}\n  fresh:       ${after}`);
    };
    compare('documents', documentsOf(engine, uri), documentsOf(fresh, uri));
    compare('resources', resourcesOf(engine, uri), resourcesOf(fresh, uri));
    compare('problems', engine.problems(uri).map(describeProblem), fresh.problems(uri).map(describeProblem));
    return differences;
  });
}

function differencesOfIndexes(engine: Engine, fresh: Engine): string[] {
  const indexes = (of: Engine): string[] =>
    [...of.meshes]
      .flatMap((mesh) => [...mesh.index.shown()].map(([key, count]) => `${mesh.rootUri} ${key} ×${count}`))
      .sort();
  const [incremental, expected] = [indexes(engine), indexes(fresh)];
  const [has, wants] = [new Set(incremental), new Set(expected)];
  return [
    ...incremental.filter((line) => !wants.has(line)).map((line) => `index has too much: ${line}`),
    ...expected.filter((line) => !has.has(line)).map((line) => `index lacks: ${line}`),
  ];
}

function documentsOf(engine: Engine, uri: string): unknown {
  return engine.file(uri)?.source.slots.map((slot) => [slot.start, slot.startLine, slot.document.text]);
}

function resourcesOf(engine: Engine, uri: string): unknown {
  return engine
    .entriesOf(uri)
    .map((entry) => [entry.slot.start, entry.ordinal, entry.resource.kind, entry.namespace, entry.resource.name]);
}

function describeProblem(located: LocatedProblem): unknown {
  const { problem, range, related } = located;
  return [problem.rule, problem.severity, problem.message, range, related, problem.fixes().map((fix) => fix.title)];
}
