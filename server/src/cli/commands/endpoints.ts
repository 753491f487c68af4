/** `istio-workloads endpoints`: its options and help; the work is in `list-endpoints.ts`. */
import { t } from '../../l10n.ts';
import type { MeshClient } from '../../simulation/mesh/client.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { CLIENT_EXAMPLE, readClient } from '../client-option.ts';
import { type Command, type CommandDescription, CommandError, PROGRAM } from '../command.ts';

export interface EndpointsOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly client: MeshClient;
  /** Only clusters of this host, port and subset; `undefined` for all. The subset that is empty text is none. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly subset: string | undefined;
  readonly explains: boolean;
  readonly isQuiet: boolean;
  readonly wantsStats: boolean;
}

export const endpoints: Command = {
  name: 'endpoints',
  describe,
  run: async (parsed, terminal) => {
    const options = readOptions(parsed);
    const { listEndpoints } = await import('./list-endpoints.ts');
    return listEndpoints(options, terminal);
  },
};

function describe(): CommandDescription {
  return {
    operands: '[PATH…]',
    summary: t('Shows which endpoints a client gets for each host, as Istio would send them.'),
    details: [
      t('PATH is a file, a folder or "-" for standard input; without one, the working directory is read.'),
      t('All that is read makes one mesh. Resources that Istio refuses are left out and named.'),
    ],
    options: [
      {
        name: '--client',
        value: 'JSON',
        help: t('The client: namespace, locality, labels, type, network, node. By default a sidecar in "default".'),
      },
      {
        name: '--host',
        value: 'HOST',
        help: t('Only this host; short names are those of the namespace of the client.'),
      },
      { name: '--port', value: 'PORT', help: t('Only this port of the service.') },
      { name: '--subset', value: 'NAME', help: t('Only this subset.') },
      { name: '--explain', help: t('Say where each value comes from, and who is left out and why.') },
      { name: '--format', value: 'FORMAT', choices: ['text', 'json'], help: t('text (the default) or json.') },
      { name: '--quiet', short: '-q', help: t('Print endpoints only: no notes, no assumptions.') },
      { name: '--stats', help: t('Print files, documents, time and peak memory on standard error.') },
    ],
    examples: [
      { line: `${PROGRAM} endpoints`, explanation: t('Show the endpoints of all hosts for a client in "default".') },
      {
        line: `${PROGRAM} endpoints --host whoami.internal.com --explain mesh/`,
        explanation: t('Show who answers for one host, why, and who does not.'),
      },
      {
        line: `${PROGRAM} endpoints --client '${CLIENT_EXAMPLE}'`,
        explanation: t('Show what a client in a known place gets, with its priorities by locality.'),
      },
    ],
  };
}

function readOptions(parsed: ParsedArguments): EndpointsOptions {
  return {
    paths: parsed.positionals.length > 0 ? parsed.positionals : ['.'],
    format: lastValue(parsed, '--format') === 'json' ? 'json' : 'text',
    client: readClient(lastValue(parsed, '--client')),
    host: lastValue(parsed, '--host'),
    port: readPort(lastValue(parsed, '--port')),
    subset: lastValue(parsed, '--subset'),
    explains: parsed.values.has('--explain'),
    isQuiet: parsed.values.has('--quiet'),
    wantsStats: parsed.values.has('--stats'),
  };
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = Number(text);
  if (/^[0-9]+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new CommandError(t('--port takes a number from 1 to 65535, not "{0}"', text));
}
