/**
 * Documents with a verdict: whether the API server and Istio accept them. A line of JSON each: `id`, `yaml`, `accepted`, and
 * if refused why: `syntax`, `crd` (the API server: metadata, schema, CEL, version) or `webhook`, one line a complaint.
 */
import { Engine } from '../../server/src/engine.ts';
import type { Problem } from '../../server/src/problem.ts';

export interface VerdictCase {
  readonly id: string;
  readonly yaml: string;
  readonly accepted: boolean;
  readonly syntax?: string;
  readonly crd?: string;
  readonly webhook?: string;
}

/** Who refuses a document first. */
export type Stage = 'accepted' | 'syntax' | 'schema' | 'cel' | 'webhook';

/** Complaints of the API server that come from CEL expressions; it asks these only if the schema has nothing to say. */
const CEL =
  /only one of|exactly one of|must be between 1-65535|must be valid$|UDS |evaluating rule|cannot be|must be one of|valid duration|not supported in selector|not allowed in label|is required|key must not be empty|must have sche?m[ea]|may only be set|cross namespace|only support|allowed only for|cannot set|cannot have|requires selector|must (?:not )?be set when/;

/** The stage at which a case is refused. */
export function stageOf(verdict: VerdictCase): Stage {
  if (verdict.accepted) return 'accepted';
  if (verdict.syntax !== undefined) return 'syntax';
  if (verdict.crd === undefined) return 'webhook';
  return verdict.crd.split('\n').every((line) => CEL.test(line)) ? 'cel' : 'schema';
}

/** What we say of one document alone. */
export function problemsOf(yaml: string): readonly Problem[] {
  const engine = new Engine({
    onError: (message, error) => {
      throw new Error(message, { cause: error });
    },
  });
  engine.setFolders(['file:///case']);
  engine.setDiskText('file:///case/resource.yaml', yaml);
  engine.settle();
  return engine.problems('file:///case/resource.yaml').map(({ problem }) => problem);
}

/** Whether we say that the document is refused. */
export function isRefused(yaml: string): boolean {
  return problemsOf(yaml).some((problem) => problem.rejects);
}
