/** Offers formatting to the client while it is wanted, so that an editor with two formatters need not ask which to use. */
import type { ServerCapabilities } from 'vscode-languageserver';
import { ON_TYPE_TRIGGER } from '../features/on-type.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Log } from './log.ts';
import type { Rpc } from './rpc.ts';

/** Requests by the names that their registrations have too; `null` stands for the documents that the client serves. */
const REGISTRATIONS = [
  { id: 'formatting', method: 'textDocument/formatting', registerOptions: { documentSelector: null } },
  { id: 'rangeFormatting', method: 'textDocument/rangeFormatting', registerOptions: { documentSelector: null } },
  {
    id: 'onTypeFormatting',
    method: 'textDocument/onTypeFormatting',
    registerOptions: { documentSelector: null, firstTriggerCharacter: ON_TYPE_TRIGGER },
  },
];

/** What a client is told at once that can't be told later; it is then answered with nothing while formatting is off. */
export function formattingCapabilities(support: ClientSupport): ServerCapabilities {
  if (support.dynamicFormatting) return {};
  return {
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: { firstTriggerCharacter: ON_TYPE_TRIGGER },
  };
}

export class FormatRegistration {
  readonly #rpc: Rpc;
  readonly #log: Log;
  readonly #isDynamic: boolean;
  #isOffered = false;
  /** Registrations reach the client in the order in which they were decided. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(rpc: Rpc, log: Log, support: ClientSupport) {
    this.#rpc = rpc;
    this.#log = log;
    this.#isDynamic = support.dynamicFormatting;
  }

  /** Offers formatting, or takes the offer back, if that is a change. */
  update(isWanted: boolean): void {
    if (!this.#isDynamic || isWanted === this.#isOffered) return;
    this.#isOffered = isWanted;
    const [method, params] = isWanted
      ? ['client/registerCapability', { registrations: REGISTRATIONS }]
      : // The protocol has this misspelt.
        ['client/unregisterCapability', { unregisterations: REGISTRATIONS.map(({ id, method }) => ({ id, method })) }];
    this.#last = this.#last
      .then(() => this.#rpc.sendRequest(method as string, params))
      .catch(() => this.#log.debug('The client refused to be offered formatting, or to forget about it.'));
  }
}
