/** Entry point in a browser: the server is a web worker. */
import { type ExtensionContext, Uri } from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { activateWith, deactivate } from '../extension.ts';

export { deactivate };

export function activate(context: ExtensionContext): void {
  const script = Uri.joinPath(context.extensionUri, 'dist/server/browser/main.js').toString(true);
  activateWith(context, (id, name, options) => {
    let worker: Worker | undefined;
    // VS Code puts its own class in place of `Worker`, so the library does not recognise the worker itself.
    const start = async (): Promise<MessageTransports> => {
      worker = new Worker(script, { name });
      return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
    };
    return { client: new LanguageClient(id, name, start, options), end: () => worker?.terminate() };
  });
}
