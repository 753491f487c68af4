/** What analysis finds, before anything knows absolute positions or the protocol. */
import type { RelativeRange, YamlDocument } from './yaml/nodes.ts';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** From the most to the least severe. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info', 'hint'];

/** A range inside one document of one file; stays true while other documents of the file change. */
export interface Place {
  readonly document: YamlDocument;
  readonly range: RelativeRange;
}

/** New text for a range of a document. */
export interface PlacedEdit extends Place {
  /** URI of the file that the document lies in. */
  readonly file: string;
  readonly newText: string;
}

/** One way to mend a problem. The edits do not overlap; they may lie in several documents and files. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly PlacedEdit[];
  /** True for the one fix that is right in nearly every case; editors apply it on "auto fix". */
  readonly isPreferred?: boolean;
}

export interface RelatedPlace {
  readonly place: Place;
  /** URI of the file that the place lies in. */
  readonly file: string;
  readonly message: string;
}

export interface Problem {
  /** Rule id, `kind/what-is-wrong`, or `yaml/<code>` for what is wrong with the text itself. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly related: readonly RelatedPlace[];
  /** Codes of other tools this finding answers to (`IST0101`), possibly none. */
  readonly codes: readonly string[];
  /** True exactly when the API server or Istio's webhook would refuse the resource. */
  readonly rejects: boolean;
  /** Computes the fixes on the current state; asked for only when somebody wants them. */
  readonly fixes: () => readonly Fix[];
}
