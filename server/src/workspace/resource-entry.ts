import type { Resource } from '../model/resource.ts';
import type { Problem } from '../problem.ts';
import { type Fact, type FactKey, identityKey } from '../references/fact-keys.ts';
import type { Finding } from '../schema/findings.ts';
import { type IstioRelease, NEWEST_RELEASE } from '../schema/istio-release.ts';
import { type KindSchema, schemaFor } from '../schema/schema-store.ts';
import { findingsIn, type Visit } from '../schema/schema-walk.ts';
import type { IndexedFile } from './indexed-file.ts';
import { Cell, type Member } from './resource-index.ts';
import type { DocumentSlot } from './source-file.ts';

/** A resource in its place in the mesh, with what its last analysis found. Replaced whenever its document's text changes. */
export class ResourceEntry implements Member {
  readonly resource: Resource;
  readonly file: IndexedFile;
  /** Its document's place in the file, kept true while other documents change. */
  readonly slot: DocumentSlot;
  /** Which of the resources of its document it is, from 0. */
  readonly ordinal: number;
  /** The namespace it lies in: its own, else what kustomize or a setting gives it; empty for the unnamed one. */
  readonly namespace: string;
  readonly facts: readonly Fact[];
  /** What the last analysis found; absent until the first. */
  problems: readonly Problem[] = [];
  /** What its own text alone decides, found once by `judge`. */
  ownProblems: readonly Problem[] | undefined;
  judge: object | undefined;
  /** What the last analysis asked. */
  reads: readonly Cell[] = [];
  #contentCell: Cell | undefined;
  #findings: readonly Finding[] | undefined;
  /** True until analysed, and again when an answer it was given has changed. */
  isDirty = true;

  constructor(
    resource: Resource,
    file: IndexedFile,
    slot: DocumentSlot,
    ordinal: number,
    namespace: string,
    facts: readonly Fact[],
  ) {
    this.resource = resource;
    this.file = file;
    this.slot = slot;
    this.ordinal = ordinal;
    this.namespace = namespace;
    this.facts = facts;
  }

  /** Those whose analysis points into this very text (related information): they depend on every change of it. */
  get contentCell(): Cell {
    this.#contentCell ??= new Cell('content');
    return this.#contentCell;
  }

  get contentReaders(): Iterable<ResourceEntry> {
    return this.#contentCell?.readers ?? [];
  }

  /** Where the resource is not what its kind's schema asks for; found when first asked, since only its text decides. */
  get findings(): readonly Finding[] {
    return this.#findings ?? this.walk(NEWEST_RELEASE);
  }

  /**
   * Walks over the resource along its schema as `release` of Istio has it, if its kind has one, and keeps what is found as
   * `findings`.
   */
  walk(release: IstioRelease, visit?: Visit): readonly Finding[] {
    const { resource } = this;
    const schema = schemaOf(resource, release);
    this.#findings = schema ? findingsIn(resource, schema, visit) : NO_FINDINGS;
    return this.#findings;
  }

  /** The key under which all variants of this resource are found; `undefined` for one without a name. */
  get identity(): FactKey | undefined {
    return this.resource.name === '' ? undefined : identityKey(this.resource.kind, this.namespace, this.resource.name);
  }
}

const NO_FINDINGS: readonly Finding[] = [];
/** For each release that was asked for, the schemas by kind: finding one makes no text. */
const schemas = new Map<IstioRelease, Map<string, KindSchema | undefined>>();

function schemaOf({ kind, apiVersion, kindNode }: Resource, release: IstioRelease): KindSchema | undefined {
  let ofRelease = schemas.get(release);
  if (!ofRelease) {
    ofRelease = new Map();
    schemas.set(release, ofRelease);
  }
  if (!ofRelease.has(kind)) ofRelease.set(kind, schemaFor(apiVersion, kindNode.text, release));
  return ofRelease.get(kind);
}

/** By file, then by place in the file: the one order in which lists of resources are shown. */
export function compareEntries(left: ResourceEntry, right: ResourceEntry): number {
  if (left.file !== right.file) return left.file.uri < right.file.uri ? -1 : 1;
  return left.slot.start - right.slot.start || left.ordinal - right.ordinal;
}
