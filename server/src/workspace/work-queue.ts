/** Decides what is done next: the document being typed in, other open files, the rest. */
import type { IndexedFile } from './indexed-file.ts';

export class WorkQueue {
  readonly #open = new Set<IndexedFile>();
  readonly #closed = new Set<IndexedFile>();
  /** Closed files with documents that are not in the index yet. */
  readonly #unread = new Set<IndexedFile>();
  #active: IndexedFile | undefined;

  /** Notes that `file` has documents to read or resources to analyse, or that this may have changed. */
  update(file: IndexedFile): void {
    const hasWork = file.pending.size > 0 || file.dirty.size > 0;
    const [own, other] = file.isOpen ? [this.#open, this.#closed] : [this.#closed, this.#open];
    other.delete(file);
    if (hasWork) own.add(file);
    else own.delete(file);
    if (!file.isOpen && file.pending.size > 0) this.#unread.add(file);
    else this.#unread.delete(file);
  }

  /** Forgets a file that is gone. */
  remove(file: IndexedFile): void {
    this.#open.delete(file);
    this.#closed.delete(file);
    this.#unread.delete(file);
    if (this.#active === file) this.#active = undefined;
  }

  /** Says which file the person is typing in. */
  setActive(file: IndexedFile): void {
    this.#active = file;
  }

  /** True while some closed file has not been read, so that absence proves nothing. */
  get isReading(): boolean {
    return this.#unread.size > 0;
  }

  get isEmpty(): boolean {
    return this.#open.size === 0 && this.#closed.size === 0;
  }

  /** The file to work on next, and whether to read documents or to analyse resources. */
  next(): { readonly file: IndexedFile; readonly step: 'read' | 'analyse' } | undefined {
    // What is being typed is answered at once, also while another file that was just opened is still being read.
    if (this.#active?.pending.size === 0 && this.#open.has(this.#active))
      return { file: this.#active, step: 'analyse' };
    const unreadOpen = this.#firstOpen((file) => file.pending.size > 0);
    if (unreadOpen) return { file: unreadOpen, step: 'read' };
    const open = this.#firstOpen(() => true);
    if (open) return { file: open, step: 'analyse' };
    for (const file of this.#unread) return { file, step: 'read' };
    for (const file of this.#closed) return { file, step: 'analyse' };
    return undefined;
  }

  #firstOpen(accepts: (file: IndexedFile) => boolean): IndexedFile | undefined {
    if (this.#active && this.#open.has(this.#active) && accepts(this.#active)) return this.#active;
    for (const file of this.#open) if (accepts(file)) return file;
    return undefined;
  }
}
