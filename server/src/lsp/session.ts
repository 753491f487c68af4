/** Everything that lives from `initialize` to `shutdown`: the engine and what keeps it fed and its answers known. */
import type { Diagnostic, InitializeParams } from 'vscode-languageserver';
import { Engine } from '../engine.ts';
import type { Environment } from '../environment.ts';
import { t } from '../l10n.ts';
import type { EnvironmentChange, InitializationOptions, Settings } from '../protocol.ts';
import type { SourceEdit } from '../workspace/source-file.ts';
import { type ClientSupport, initialFolders } from './capabilities.ts';
import { ClientFiles } from './client-files.ts';
import { Configuration } from './configuration.ts';
import { DiagnosticsPull } from './diagnostics-pull.ts';
import { DiagnosticsPush } from './diagnostics-push.ts';
import { DiagnosticsSource } from './diagnostics-source.ts';
import { WATCHED_GLOBS } from './file-rules.ts';
import { FormatRegistration } from './format-registration.ts';
import type { ServerHost } from './host.ts';
import type { Log } from './log.ts';
import { describeError, type Rpc } from './rpc.ts';
import { Scheduler } from './scheduler.ts';
import { engineSettings } from './settings.ts';
import { Status } from './status.ts';
import { UriNames } from './uri-names.ts';
import { WorkspaceFiles } from './workspace-files.ts';

/** How long changed files are looked at before waiting messages are handled. */
const TELL_MS = 5;

export class Session {
  readonly engine: Engine;
  readonly support: ClientSupport;
  readonly names = new UriNames();
  readonly files: WorkspaceFiles;
  readonly configuration: Configuration;
  /** The one of both that the client is served with. */
  readonly diagnostics: DiagnosticsPush | DiagnosticsPull;
  readonly #rpc: Rpc;
  readonly #log: Log;
  readonly #host: ServerHost;
  readonly #scheduler: Scheduler;
  readonly #source: DiagnosticsSource;
  readonly #status: Status;
  readonly #formatting: FormatRegistration;
  readonly #folders: readonly string[];
  readonly #openUris = new Set<string>();
  /** Files whose answers have changed without anybody having been told. */
  readonly #untold = new Set<string>();
  #surroundings: EnvironmentChange;
  /** The open file that was changed last; the client asks for its lenses and hints by itself. */
  #editedUri: string | undefined;
  #areLensesStale = false;
  /** The state of all meshes for which lenses and hints were last asked for. */
  #shownRevision = 0;

  constructor(
    rpc: Rpc,
    log: Log,
    host: ServerHost,
    params: InitializeParams,
    support: ClientSupport,
    options: InitializationOptions,
  ) {
    this.#rpc = rpc;
    this.#log = log;
    this.#host = host;
    this.support = support;
    this.#surroundings = options;
    this.#folders = initialFolders(params);
    this.configuration = new Configuration(rpc, log, support, options, (settings) => this.#applySettings(settings));
    this.engine = new Engine({
      settings: this.#engineSettings(this.configuration.settings),
      onError: (message, error) => log.error(`${message}: ${describeError(error)}`),
    });
    this.#status = new Status(rpc, this.engine);
    this.#formatting = new FormatRegistration(rpc, log, support);
    if (support.workDoneProgress) this.#status.enableProgress();
    this.#scheduler = new Scheduler(this.engine, host, () => this.#openUris, {
      onProgress: () => this.#tell(),
      onIdle: () => this.#idle(),
      onError: (error) => {
        log.error(`analysis failed: ${describeError(error)}`);
        this.#status.failed();
      },
    });
    this.#source = new DiagnosticsSource(this.engine, support, log);
    this.diagnostics =
      support.diagnostics === 'pull'
        ? new DiagnosticsPull(this.#source, this.#scheduler, rpc, support.diagnosticRefresh)
        : new DiagnosticsPush(this.#source, rpc);
    this.files = new WorkspaceFiles({
      engine: this.engine,
      environment: environmentOf(host, rpc, options),
      scheduler: this.#scheduler,
      status: this.#status,
      names: this.names,
      log,
      settings: () => this.configuration.settings,
      filesExclude: () => this.#surroundings.filesExclude ?? [],
    });
  }

  /** The client is ready for requests. */
  start(): void {
    this.configuration.start();
    this.#formatting.update(this.isFormatting);
    if (this.support.dynamicWatchedFiles) this.#watchFiles();
    if (this.#folders.length > 0) this.files.changeFolders(this.#folders, []);
    else this.#scheduler.wake();
  }

  open(uri: string, text: string, version: number): void {
    const otherName = this.names.adopt(uri);
    if (otherName !== undefined) {
      this.engine.removeFile(otherName);
      if (this.diagnostics instanceof DiagnosticsPush) this.diagnostics.retract(otherName);
    }
    this.#openUris.add(uri);
    this.#editedUri = uri;
    this.engine.openFile(uri, text, version);
    if (this.diagnostics instanceof DiagnosticsPush) this.diagnostics.expect(uri);
    this.#scheduler.workNow(uri);
  }

  edit(uri: string, edits: readonly SourceEdit[], version: number): void {
    this.#editedUri = uri;
    const before = this.#revision();
    this.engine.editFile(uri, edits, version);
    // Nobody else shows anything that could be other now.
    if (this.#openUris.size === 1) this.#shownRevision += this.#revision() - before;
    this.#scheduler.workNow(uri);
  }

  close(uri: string): void {
    this.#openUris.delete(uri);
    this.engine.closeFile(uri);
    this.files.noteClosed(uri);
  }

  /** Whether files are formatted: the person wants it, and no other extension is to do it. */
  get isFormatting(): boolean {
    return this.configuration.settings.format.enable && this.#surroundings.otherYamlFormatter !== true;
  }

  /** The client says that something it told at start-up is different now. */
  noteSurroundings(change: EnvironmentChange): void {
    this.#surroundings = { ...this.#surroundings, ...change };
    if (change.otherYamlDiagnostics !== undefined) this.#configureEngine(this.configuration.settings);
    if (change.filesExclude) this.files.relist();
    this.#formatting.update(this.isFormatting);
  }

  dispose(): void {
    this.#status.dispose();
    this.files.dispose();
  }

  #applySettings(settings: Settings): void {
    this.#configureEngine(settings);
    this.#formatting.update(this.isFormatting);
    this.files.relist();
    this.#areLensesStale = true;
  }

  #configureEngine(settings: Settings): void {
    this.engine.configure(this.#engineSettings(settings));
    if (this.diagnostics instanceof DiagnosticsPush) this.diagnostics.checkAll(this.engine.uris);
    this.#scheduler.wake();
  }

  #engineSettings(settings: Settings): ReturnType<typeof engineSettings> {
    return engineSettings(settings, this.#surroundings.otherYamlDiagnostics === true);
  }

  /** Passes on what has changed since the last time, as far as there is time; returns whether something is left. */
  #tell(): boolean {
    for (const uri of this.engine.takeChanged()) this.#untold.add(uri);
    const start = this.#host.now();
    const changed = new Map<string, Diagnostic[]>();
    if (this.#editedUri !== undefined && this.#untold.has(this.#editedUri)) this.#look(this.#editedUri, changed);
    for (const uri of this.#untold) {
      if (changed.size > 0 && this.#host.now() - start > TELL_MS) break;
      this.#look(uri, changed);
    }
    if (changed.size > 0) {
      this.diagnostics.update(changed);
      this.#status.update(changed);
    }
    return this.#untold.size > 0;
  }

  #look(uri: string, changed: Map<string, Diagnostic[]>): void {
    this.#untold.delete(uri);
    changed.set(uri, this.#source.diagnostics(uri));
    if (uri !== this.#editedUri && this.#openUris.has(uri)) this.#areLensesStale = true;
  }

  #idle(): void {
    if (this.diagnostics instanceof DiagnosticsPush) this.diagnostics.idle();
    const revision = this.#revision();
    if (revision !== this.#shownRevision && this.#openUris.size > 0) this.#areLensesStale = true;
    this.#shownRevision = revision;
    if (this.#areLensesStale) this.#refreshLenses();
    this.#areLensesStale = false;
    this.#status.ready();
  }

  /** Lenses and hints tell of other files, whose changes the client does not connect with them. */
  #refreshLenses(): void {
    const { codeLensRefresh, inlayHintRefresh } = this.support;
    if (codeLensRefresh) this.#rpc.sendRequest('workspace/codeLens/refresh').catch(() => undefined);
    if (inlayHintRefresh) this.#rpc.sendRequest('workspace/inlayHint/refresh').catch(() => undefined);
  }

  /** Another number whenever a resource of some mesh is not what it was. */
  #revision(): number {
    let sum = 0;
    for (const mesh of this.engine.meshes) sum += mesh.revision;
    return sum;
  }

  #watchFiles(): void {
    const watchers = WATCHED_GLOBS.map((globPattern) => ({ globPattern }));
    const registration = { id: 'files', method: 'workspace/didChangeWatchedFiles', registerOptions: { watchers } };
    this.#rpc.sendRequest('client/registerCapability', { registrations: [registration] }).catch(() => {
      this.#log.warn(
        t('The editor does not watch files: changes on disk are seen only when a file is opened or closed.'),
      );
    });
  }
}

/** Files from this process where it can read them, else from the client where it offers that. */
function environmentOf(host: ServerHost, rpc: Rpc, options: InitializationOptions): Environment {
  const { localFiles, now, yieldToEvents } = host;
  const clientFiles = options.clientFileSystem ? new ClientFiles(rpc) : undefined;
  const filesFor = (uri: string): Pick<Environment, 'listFiles' | 'readFile'> | undefined =>
    localFiles?.handles(uri) ? localFiles : clientFiles;
  return {
    now,
    yieldToEvents,
    listFiles: async (folderUri, listOptions) =>
      (await filesFor(folderUri)?.listFiles(folderUri, listOptions)) ?? {
        files: [],
        notes: [
          t('{0} is on a file system that can only be read by the editor; only open files are known.', folderUri),
        ],
      },
    readFile: async (uri) => (await filesFor(uri)?.readFile(uri)) ?? { error: t('only the editor can read it') },
  };
}
