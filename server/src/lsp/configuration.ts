/** Where the settings come from: asked of the client where it can be asked, else what it sends. */
import type { InitializationOptions, Settings } from '../protocol.ts';
import type { ClientSupport } from './capabilities.ts';
import type { Log } from './log.ts';
import type { Rpc } from './rpc.ts';
import { DEFAULT_SETTINGS, readSettings, SETTINGS_SECTION } from './settings.ts';

export class Configuration {
  readonly #rpc: Rpc;
  readonly #log: Log;
  readonly #support: ClientSupport;
  readonly #onChanged: (settings: Settings) => void;
  #settings: Settings = DEFAULT_SETTINGS;

  /** `onChanged` is called when the settings have become others. */
  constructor(
    rpc: Rpc,
    log: Log,
    support: ClientSupport,
    options: InitializationOptions,
    onChanged: (settings: Settings) => void,
  ) {
    this.#rpc = rpc;
    this.#log = log;
    this.#support = support;
    this.#settings = this.#read(options.settings);
    this.#onChanged = onChanged;
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** Asks for the settings, and to be told when they change. */
  start(): void {
    if (this.#support.dynamicConfiguration) {
      const registration = { id: 'settings', method: 'workspace/didChangeConfiguration' };
      const params = { registrations: [{ ...registration, registerOptions: { section: SETTINGS_SECTION } }] };
      this.#rpc.sendRequest('client/registerCapability', params).catch(() => {
        this.#log.debug('The client refused to tell about changes of settings.');
      });
    }
    if (this.#support.configuration) void this.#ask();
  }

  /** The client says that settings have changed; `sent` is what it sent along. */
  noteChange(sent: unknown): void {
    if (this.#support.configuration) void this.#ask();
    else if (typeof sent === 'object' && sent !== null && SETTINGS_SECTION in sent) this.#take(sent[SETTINGS_SECTION]);
  }

  async #ask(): Promise<void> {
    try {
      const answer = await this.#rpc.sendRequest('workspace/configuration', { items: [{ section: SETTINGS_SECTION }] });
      const value = Array.isArray(answer) ? answer[0] : undefined;
      // A client without any value for the section has said at start-up all there is to say.
      if (value !== null && value !== undefined) this.#take(value);
    } catch {
      this.#log.debug('The client did not answer for its settings.');
    }
  }

  #take(value: unknown): void {
    const settings = this.#read(value);
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.#onChanged(settings);
  }

  #read(value: unknown): Settings {
    return readSettings(value, (problem) => this.#log.warn(problem));
  }
}
