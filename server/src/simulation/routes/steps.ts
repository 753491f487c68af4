/** Collects the decisions on a request's way. */
import type { JsonPath } from '../json-value.ts';
import type { MeshObject } from '../mesh/mesh-object.ts';
import type { ObjectPlace } from '../mesh/policy-origin.ts';
import type { Decision, TraceStep } from './request.ts';

/** More details of one kind are only counted; nobody reads them. */
export const MAX_DETAILS = 8;

export class Steps {
  readonly all: TraceStep[] = [];

  decide(decision: Decision, statement: string, what: string, place?: ObjectPlace): void {
    this.all.push({ decision, isDetail: false, statement, what, place });
  }

  /** Says more about the last decision. */
  explain(statement: string, what: string, place?: ObjectPlace): void {
    const decision = this.all.at(-1)?.decision ?? 'scope';
    this.all.push({ decision, isDetail: true, statement, what, place });
  }
}

export function placeOf(object: MeshObject, path: JsonPath = []): ObjectPlace {
  return { object, path };
}

/** `namespace/name`. */
export function nameOf({ namespace, name }: MeshObject): string {
  return `${namespace}/${name}`;
}

/** Steps from a spec as a person writes them: `http[0].match[1]`. */
export function pathText(path: JsonPath): string {
  const steps = path[0] === 'spec' ? path.slice(1) : path;
  return steps
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('');
}
