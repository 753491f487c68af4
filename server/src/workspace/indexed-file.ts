import type { Problem } from '../problem.ts';
import type { Fact } from '../references/fact-keys.ts';
import type { YamlDocument } from '../yaml/nodes.ts';
import type { FilePlace } from './layout.ts';
import type { ResourceEntry } from './resource-entry.ts';
import type { Member } from './resource-index.ts';
import type { DocumentSlot, SourceFile } from './source-file.ts';
import type { TemplateUse } from './template-text.ts';

/** What one document brings into the index. */
export interface SlotContent {
  readonly entries: readonly ResourceEntry[];
  /** What is wrong with the text itself. */
  readonly problems: readonly Problem[];
  /** Shown by the file in place of resources that cannot be read from this document. */
  readonly unknowns: readonly Fact[];
  readonly templateUse: TemplateUse;
}

/** One file of a mesh: its text by documents, and what each of them brought into the index. */
export class IndexedFile implements Member {
  readonly uri: string;
  readonly source: SourceFile;
  place: FilePlace;
  /** The editor's version of the text; `undefined` for a file read from disk. */
  version: number | undefined;
  isOpen = false;
  readonly contents = new Map<DocumentSlot, SlotContent>();
  readonly #slots = new Map<YamlDocument, DocumentSlot>();
  /** Documents that are not in the index yet. */
  readonly pending = new Set<DocumentSlot>();
  /** Resources to analyse. */
  readonly dirty = new Set<ResourceEntry>();
  /** Number of documents that make the whole file a template. */
  templateDocuments = 0;

  constructor(uri: string, source: SourceFile, place: FilePlace) {
    this.uri = uri;
    this.source = source;
    this.place = place;
  }

  /** Where `document` lies in this file; `undefined` once its text has changed. */
  slotOf(document: YamlDocument): DocumentSlot | undefined {
    return this.#slots.get(document);
  }

  /** Brings the content of a document in. */
  setContent(slot: DocumentSlot, content: SlotContent): void {
    this.contents.set(slot, content);
    this.#slots.set(slot.document, slot);
    if (content.templateUse === 'file') this.templateDocuments += 1;
  }

  /** Takes the content of a document out. */
  deleteContent(slot: DocumentSlot, content: SlotContent): void {
    this.contents.delete(slot);
    this.#slots.delete(slot.document);
    if (content.templateUse === 'file') this.templateDocuments -= 1;
  }

  get file(): IndexedFile {
    return this;
  }

  /** True if some document has template code outside quotes, so that no document of the file is what it seems. */
  get isTemplate(): boolean {
    return this.templateDocuments > 0;
  }
}
