/**
 * The tree of one YAML document: small immutable nodes, made by the fast path or converted from the `yaml` library's
 * tree. All offsets are UTF-16 code units from the start of the document's own slice of text; ranges are half-open.
 */

/** `[start, end)` in UTF-16 code units, relative to the start of the document's slice. */
export interface RelativeRange {
  readonly start: number;
  readonly end: number;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export interface ScalarNode extends RelativeRange {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** An explicit tag as written in its resolved form (`tag:yaml.org,2002:str`), if there is one. */
  readonly tag: string | undefined;
  /** The content after unquoting, unescaping and folding, before any type is read from it; computed when first asked. */
  readonly text: string;
}

export interface PairNode {
  readonly key: YamlNode;
  /** `undefined` where nothing stands after the key (`key:`); the value of such a pair is null. */
  readonly value: YamlNode | undefined;
}

export interface MapNode extends RelativeRange {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly tag: string | undefined;
  /** As written, in order: duplicates and merge keys (`<<`) included. Look keys up with `mapValue`. */
  readonly pairs: readonly PairNode[];
}

export interface SeqNode extends RelativeRange {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly tag: string | undefined;
  /** `undefined` for an item with nothing in it (`- `), which is null. */
  readonly items: readonly (YamlNode | undefined)[];
}

/** `*name`. Follow it with `dereference`. */
export interface AliasNode extends RelativeRange {
  readonly kind: 'alias';
  readonly name: string;
  /**
   * The anchored node, never itself an alias. `undefined` where the anchor does not exist, contains this alias, or
   * where following all aliases would expand the document beyond the limit that `parseDocument` sets; each has a problem.
   */
  readonly target: ScalarNode | MapNode | SeqNode | undefined;
}

export type YamlNode = ScalarNode | MapNode | SeqNode | AliasNode;

/** A stable name for what is wrong with the text; the message is for people and may be translated. */
export type YamlProblemCode =
  | 'syntax'
  | 'duplicate-key'
  | 'unknown-anchor'
  | 'cyclic-alias'
  | 'alias-too-large'
  | 'tab-indentation'
  | 'too-deep'
  | 'too-large';

export interface YamlProblem extends RelativeRange {
  readonly code: YamlProblemCode;
  readonly message: string;
  /** `error` where a Kubernetes client refuses the text, `warning` where it reads it with a surprise. */
  readonly severity: 'error' | 'warning';
}

/** One parsed document. Two documents of equal text are equal in everything. */
export interface YamlDocument {
  /** The slice, from its `---` (or directives, comments) to the start of the next document. */
  readonly text: string;
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  /** True if `root` may lack or misplace something because the text is not well-formed (some problem is a syntax error). */
  readonly isBroken: boolean;
}
