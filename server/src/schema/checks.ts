/**
 * Checks that go beyond structure, by the name under which schema files mention them: each of the CEL expressions of
 * Istio's definitions (schemas/istio/cel-rules.json) said again in our own way, and what the API server asks of metadata.
 * A check runs where its value and all inside it are structurally right; it reports at most what nothing before it has.
 */
import type { MapNode, PairNode, ScalarNode, SeqNode, YamlDocument } from '../yaml/nodes.ts';
import { ENDPOINT_CHECKS } from './checks/endpoints.ts';
import { EXCLUSIVE_CHECKS, EXCLUSIVE_FIELDS } from './checks/exclusive.ts';
import { METADATA_CHECKS } from './checks/metadata.ts';
import { TEXT_CHECKS } from './checks/texts.ts';
import type { Finding } from './findings.ts';

/** What a check looks at, and whom it tells. */
export interface Checked {
  readonly document: YamlDocument;
  readonly node: ScalarNode | MapNode | SeqNode;
  /** The pairs of `node` that count, if it is a map; some may be null. */
  readonly pairs: readonly PairNode[];
  /** The pair that it is the value of, and the map of that pair. */
  readonly pair: PairNode | undefined;
  readonly map: MapNode | undefined;
  /** A finding where another one stands already is left out. */
  report(finding: Finding): void;
}

export type CheckFunction = (checked: Checked) => void;

export interface Check {
  readonly run: CheckFunction;
  /** Fields of a map without which there is nothing to check, so that most maps cost nothing. */
  readonly needs?: readonly string[];
  /** Fields of which one is enough. */
  readonly unless?: readonly string[];
}

const CHECKS: Readonly<Record<string, Check>> = {
  ...TEXT_CHECKS,
  ...EXCLUSIVE_CHECKS,
  ...ENDPOINT_CHECKS,
  ...METADATA_CHECKS,
};

/** The check of this name; `undefined` for a name that a newer schema file brings. */
export function checkNamed(name: string): Check | undefined {
  return Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
}

/** The fields of which only one may be set, where that is all that the expression of this name says. */
export function exclusiveFields(name: string): readonly string[] | undefined {
  return Object.hasOwn(EXCLUSIVE_FIELDS, name) ? EXCLUSIVE_FIELDS[name] : undefined;
}
