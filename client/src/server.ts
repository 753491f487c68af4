/** Starts the server, keeps it running, and says so when that can't be done. */
import * as vscode from 'vscode';
import {
  type BaseLanguageClient,
  CloseAction,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from 'vscode-languageclient';
import { t } from '../../server/src/l10n.ts';
import {
  ENVIRONMENT_CHANGED,
  type EnvironmentChange,
  LIST_FILES,
  type ListFilesResult,
  READ_FILE,
  type ReadFileResult,
  STATUS,
  type StatusParams,
} from '../../server/src/protocol.ts';
import { initializationOptions } from './initialization-options.ts';
import { RestartBudget } from './restart-budget.ts';
import { servedDocumentsOnly } from './served-documents.ts';
import type { StatusItem } from './status-item.ts';
import { listFiles, readFile } from './workspace-files.ts';

/** A client whose server is not running yet, and how to end what `stop` could not end. */
export interface StartedClient {
  readonly client: BaseLanguageClient;
  readonly end: () => void;
}

export type StartClient = (id: string, name: string, options: LanguageClientOptions) => StartedClient;

/** The library reads the setting `<id>.trace.server`. */
const CLIENT_ID = 'istioWorkloads';

/** A server that ends more often than this within the given time will not become better by starting it again. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 180_000;

export class Server {
  readonly #startClient: StartClient;
  readonly #output: vscode.LogOutputChannel;
  readonly #status: StatusItem;
  readonly #restarts = new RestartBudget(MAX_RESTARTS, RESTART_WINDOW_MS);
  /** `undefined` while no server is wanted or none can be had. */
  #started: StartedClient | undefined;
  #isWanted = false;

  constructor(startClient: StartClient, output: vscode.LogOutputChannel, status: StatusItem) {
    this.#startClient = startClient;
    this.#output = output;
    this.#status = status;
  }

  /** The client while its server can be asked. */
  get client(): BaseLanguageClient | undefined {
    const client = this.#started?.client;
    return client?.isRunning() ? client : undefined;
  }

  /** The client as soon as its server can be asked; `undefined` if there is none, or its start has failed. */
  async whenRunning(): Promise<BaseLanguageClient | undefined> {
    // The library gives the promise of the start that goes on. A failure is told by whoever has begun it.
    await this.#started?.client.start().catch(() => undefined);
    return this.client;
  }

  /** Resolves when the server answers or has failed; failures have been told by then. */
  async start(): Promise<void> {
    this.#isWanted = true;
    if (this.#started) return;
    this.#status.showStarting();
    let started: StartedClient | undefined;
    try {
      started = this.#create();
      this.#started = started;
      await started.client.start();
      this.#output.info(t('The server has started.'));
    } catch (error) {
      // What happens after the client was made is in the log already.
      if (!started) this.#output.error(describe(error));
      await this.#lost(started);
    }
  }

  /** Ends the server, if there is one, and starts a new one with a clean record. */
  async restart(): Promise<void> {
    await this.stop();
    this.#restarts.reset();
    await this.start();
  }

  async stop(): Promise<void> {
    this.#isWanted = false;
    const started = this.#started;
    this.#started = undefined;
    if (started) await this.#end(started);
  }

  /** Does nothing without a server: a new one is told everything when it starts. */
  tellChange(change: EnvironmentChange): void {
    this.client?.sendNotification(ENVIRONMENT_CHANGED, change).catch((error) => this.#output.warn(describe(error)));
  }

  /** A new client each time: one whose start has failed can be neither stopped nor started again. */
  #create(): StartedClient {
    const started = this.#startClient(CLIENT_ID, this.#output.name, {
      documentSelector: [{ language: 'yaml' }],
      middleware: servedDocumentsOnly(),
      outputChannel: this.#output,
      // What fails is told by the status item, and once by `#giveUp`; the log has the rest.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      initializationFailedHandler: () => false,
      diagnosticCollectionName: CLIENT_ID,
      errorHandler: {
        error: (error) => {
          // A worker whose script can't be loaded does not end; this is all that is ever heard of it.
          if (client.state === State.Starting) void this.#lost(started);
          return { action: ErrorAction.Continue, message: describe(error), handled: true };
        },
        // The library would start the same client again, which can't be done after a failed start.
        closed: () => {
          return { action: CloseAction.DoNotRestart, message: t('The server has ended unexpectedly.'), handled: true };
        },
      },
    });
    const { client } = started;
    const logError = client.error.bind(client);
    // Some of the library's own messages come whatever the options say, in English and without a way back.
    client.error = (message, data) => logError(message, data, false);
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped || newState === State.StartFailed) void this.#lost(started);
    });
    client.onNotification(STATUS, (params: StatusParams) => {
      if (started === this.#started) this.#status.show(params);
    });
    client.onRequest<ReadFileResult, void>(READ_FILE, readFile);
    client.onRequest<ListFilesResult, void>(LIST_FILES, listFiles);
    return started;
  }

  /** The server of this client is gone, or never came. Told more than once of the same one, it acts once. */
  async #lost(started: StartedClient | undefined): Promise<void> {
    if (started !== this.#started) return;
    this.#started = undefined;
    if (started) await this.#end(started);
    if (this.#started || !this.#isWanted) return;
    if (this.#restarts.take(Date.now())) await this.start();
    else this.#giveUp();
  }

  async #end({ client, end }: StartedClient): Promise<void> {
    try {
      await client.stop();
    } catch (error) {
      // It has not been running, or does not answer any more.
      this.#output.debug(describe(error));
    }
    end();
  }

  #giveUp(): void {
    this.#status.showStopped();
    const restart = t('Restart Server');
    const show = t('Show Output');
    const message = t('The Istio Workloads server has ended several times in a row and is not started again.');
    void vscode.window.showErrorMessage(message, restart, show).then((choice) => {
      if (choice === restart) return this.restart();
      if (choice === show) this.#output.show();
      return undefined;
    });
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
