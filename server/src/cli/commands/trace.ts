/** `istio-workloads trace`: its options and help; the work is in `trace-requests.ts`. */
import { t } from '../../l10n.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { type Command, type CommandDescription, PROGRAM } from '../command.ts';

export interface TraceOptions {
  readonly paths: readonly string[];
  /** Requests as URLs. */
  readonly urls: readonly string[];
  /** Where the requests of URLs come from: `gateway`, or the namespace of a workload; `undefined` if nobody said it. */
  readonly from: string | undefined;
  /** Labels of whom the requests of URLs come from, as `key=value`. */
  readonly labels: readonly string[];
  /** Headers of the requests of URLs, as `name: value`. */
  readonly headers: readonly string[];
  /** Requests as JSON. */
  readonly requests: readonly string[];
  /** A file with more of them; `-` for standard input. */
  readonly requestsFile: string | undefined;
  readonly format: 'text' | 'json';
  readonly isQuiet: boolean;
  readonly wantsStats: boolean;
}

export const trace: Command = {
  name: 'trace',
  describe,
  run: async (parsed, terminal) => {
    const { traceRequests } = await import('./trace-requests.ts');
    return traceRequests(readOptions(parsed), terminal);
  },
};

function describe(): CommandDescription {
  return {
    operands: '[PATH…] [URL…]',
    summary: t('Follows requests through the mesh to the endpoints that answer, and shows each decision.'),
    details: [
      t('PATH is a file, a folder or "-" for standard input; without one, the working directory is read.'),
      t('URL is http://, https://, tls:// or tcp://, with a host and perhaps a port and a path.'),
      t('A request as JSON has: from (sidecar, gateway), namespace, labels, host, address, port, path, headers,'),
      t('protocol (http, tls, tcp). Its method is the header ":method".'),
    ],
    options: [
      {
        name: '--from',
        value: 'WHO',
        help: t('Where a URL is asked for: "gateway", or the namespace of a workload (by default "default").'),
      },
      { name: '--label', value: 'KEY=VALUE', help: t('A label of that workload or gateway; may be repeated.') },
      { name: '--header', value: "'NAME: VALUE'", help: t('A header to send to a URL; may be repeated.') },
      { name: '--request', value: 'JSON', help: t('A request as JSON; may be repeated.') },
      { name: '--requests', value: 'FILE', help: t('A file with a JSON array of requests; "-" for standard input.') },
      { name: '--format', value: 'FORMAT', choices: ['text', 'json'], help: t('text (the default) or json.') },
      { name: '--quiet', short: '-q', help: t('Print no notes and no assumptions.') },
      { name: '--stats', help: t('Print files, documents, time and peak memory on standard error.') },
    ],
    examples: [
      {
        line: `${PROGRAM} trace --from default http://whoami.internal.com/api`,
        explanation: t('Show where a request of a workload in "default" goes.'),
      },
      {
        line: `${PROGRAM} trace --from gateway --header 'x-user: jason' http://whoami.internal.com:8080/ mesh/`,
        explanation: t('Show where a request from outside goes.'),
      },
      {
        line: `${PROGRAM} trace --requests requests.json --format json mesh/`,
        explanation: t('Follow many requests, for a program.'),
      },
    ],
  };
}

function readOptions(parsed: ParsedArguments): TraceOptions {
  const urls = parsed.positionals.filter(isUrl);
  const paths = parsed.positionals.filter((operand) => !isUrl(operand));
  return {
    paths: paths.length > 0 ? paths : ['.'],
    urls,
    from: lastValue(parsed, '--from'),
    labels: parsed.values.get('--label') ?? [],
    headers: parsed.values.get('--header') ?? [],
    requests: parsed.values.get('--request') ?? [],
    requestsFile: lastValue(parsed, '--requests'),
    format: lastValue(parsed, '--format') === 'json' ? 'json' : 'text',
    isQuiet: parsed.values.has('--quiet'),
    wantsStats: parsed.values.has('--stats'),
  };
}

function isUrl(operand: string): boolean {
  return operand.includes('://');
}
