/** What the walk over a resource finds: facts about the place, for rules to put into words and to mend. */
import type { MapNode, PairNode, RelativeRange, ScalarNode, SeqNode, YamlNode } from '../yaml/nodes.ts';
import type { IstioRelease } from './istio-release.ts';
import type { SchemaNode, SchemaType } from './schema-node.ts';

/** A key that the schema does not have. */
export interface UnknownField {
  readonly code: 'unknown-field' | 'unknown-top-field';
  readonly range: RelativeRange;
  readonly key: ScalarNode;
  readonly pair: PairNode;
  readonly map: MapNode;
  /** The schema of the map. */
  readonly schema: SchemaNode;
}

/** A value that is read as another type than the field takes, or a number that JSON does not have. */
export interface WrongType {
  readonly code: 'wrong-type';
  readonly range: RelativeRange;
  /** `undefined` for an item after whose dash nothing stands. */
  readonly node: YamlNode | undefined;
  readonly schema: SchemaNode;
  readonly expected: SchemaType;
  /** The key that the value stands after, or the list it is an item of. */
  readonly owner: PairNode | SeqNode | undefined;
}

/** A field that must be there. */
export interface MissingField {
  readonly code: 'missing-field';
  /** The key above the map, or the first key of a list's item. */
  readonly range: RelativeRange;
  readonly map: MapNode;
  /** The pair whose value the map is. */
  readonly owner: PairNode | undefined;
  /** The schema of the map, where the schema itself asks for the field. */
  readonly schema: SchemaNode | undefined;
  readonly field: string;
  /** Another field that would do as well. */
  readonly alternative?: string;
}

/** Text that is none of those the field takes. */
export interface UnknownValue {
  readonly code: 'unknown-value';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly allowed: readonly string[];
  readonly schema: SchemaNode | undefined;
}

/** A number, or a key that stands for one, beyond its bounds. */
export interface OutOfRange {
  readonly code: 'out-of-range';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** Text that is too short or too long, in characters. */
export interface WrongLength {
  readonly code: 'wrong-length';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly length: number;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** A list or map of too few or too many entries. */
export interface WrongCount {
  readonly code: 'wrong-count';
  readonly range: RelativeRange;
  readonly node: MapNode | SeqNode;
  readonly count: number;
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
}

/** What text does not look like: each form has its own words in the rule. */
export type Form =
  | 'base64'
  | 'dns-name'
  | 'dns-label'
  | 'service-name'
  | 'kind-name'
  | 'sha256'
  | 'header-name'
  | 'port-name'
  | 'port-key'
  | 'module-url'
  | 'http-url'
  | 'host-not-lone-wildcard'
  | 'absolute-socket'
  | 'socket-file'
  | 'pattern';

/** Text that does not have the form it needs. */
export interface WrongForm {
  readonly code: 'wrong-form';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly form: Form;
  /** For `pattern`: the regular expression. */
  readonly pattern?: string;
}

/** Two items of a list that are told apart by fields in which they are equal. */
export interface RepeatedItem {
  readonly code: 'repeated-item';
  readonly range: RelativeRange;
  readonly field: string;
  readonly node: ScalarNode;
  /** Where the same stands before. */
  readonly first: ScalarNode;
}

/** Fields that are set together although only one of them may be, or none although one must be. */
export interface ExclusiveFields {
  readonly code: 'exclusive-fields';
  readonly range: RelativeRange;
  readonly map: MapNode;
  /** All that exclude each other. */
  readonly fields: readonly string[];
  /** Those that are set. */
  readonly pairs: readonly PairNode[];
}

/** Why a field has no place beside another. */
export type Exclusion =
  | 'socket-ports'
  | 'endpoints-none'
  | 'endpoints-round-robin'
  | 'cidr-resolution'
  | 'removed-tag-value'
  | 'host-env-value'
  | 'waypoint-context'
  | 'service-accounts'
  | 'port-mtls-selector'
  | 'reference-namespace';

/** A field that is refused because of what another one says. */
export interface ExcludedField {
  readonly code: 'excluded-field';
  readonly range: RelativeRange;
  readonly map: MapNode;
  readonly pair: PairNode;
  readonly reason: Exclusion;
}

/** Text that is no duration, or one below a millisecond. */
export interface InvalidDuration {
  readonly code: 'invalid-duration';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly isParseable: boolean;
}

/** A selector that could select nothing as it is meant: Istio compares labels to the letter. */
export interface SelectorText {
  readonly code: 'selector-wildcard';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly problem: 'wildcard-key' | 'wildcard-value' | 'empty-key';
}

/** An API version in which the kind is not served. */
export interface UnservedVersion {
  readonly code: 'unserved-version';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly group: string;
  readonly versions: readonly string[];
}

/** What the release of Istio that is set does not have yet. */
export interface NewerRelease {
  readonly code: 'newer-release';
  readonly range: RelativeRange;
  readonly what: 'field' | 'value' | 'version' | 'kind';
  /** The key, value or version; of a kind its version. */
  readonly node: ScalarNode;
  /** For a field: its pair and the map that this is in. */
  readonly pair: PairNode | undefined;
  readonly map: MapNode | undefined;
  readonly since: IstioRelease;
  readonly release: IstioRelease;
  /** Instead of a value or version: those that the release has. */
  readonly allowed: readonly string[];
}

/** A name or namespace that the API server refuses. */
export interface InvalidName {
  readonly code: 'metadata-name';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly form: 'dns-name' | 'dns-label' | 'service-name';
}

/** A label or annotation that the API server refuses. */
export interface InvalidLabel {
  readonly code: 'metadata-label';
  readonly range: RelativeRange;
  readonly node: ScalarNode;
  readonly problem: 'key' | 'key-prefix' | 'key-length' | 'value' | 'value-length' | 'annotations-size';
}

export type Finding =
  | UnknownField
  | WrongType
  | MissingField
  | UnknownValue
  | OutOfRange
  | WrongLength
  | WrongCount
  | WrongForm
  | RepeatedItem
  | ExclusiveFields
  | ExcludedField
  | InvalidDuration
  | SelectorText
  | UnservedVersion
  | NewerRelease
  | InvalidName
  | InvalidLabel;

export type FindingCode = Finding['code'];
/** The findings that may have one of these codes. */
export type FindingOf<C extends FindingCode, F extends Finding = Finding> = F extends Finding
  ? C & F['code'] extends never
    ? never
    : F
  : never;
