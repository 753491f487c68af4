/** The command of a code lens: shows the places that it speaks of, beside the line it stands on. */
import * as vscode from 'vscode';
import type { Location, Position } from 'vscode-languageclient';
import { SHOW_REFERENCES_COMMAND } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** Arguments are as on the wire: the URI, a position and the locations. */
export function registerShowReferences(server: Server): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_REFERENCES_COMMAND, async (...args: unknown[]) => {
    const client = server.client;
    const [uri, position, locations] = args as [string, Position, Location[]];
    // Anybody may bind a key to the command, and then there are no arguments.
    if (!client || typeof uri !== 'string' || !Array.isArray(locations)) return;
    const converter = client.protocol2CodeConverter;
    await vscode.commands.executeCommand(
      'editor.action.showReferences',
      converter.asUri(uri),
      converter.asPosition(position),
      locations.map((location) => converter.asLocation(location)),
    );
  });
}
