/** `--request JSON` and `--requests FILE`: requests as programs write them. */
import { t } from '../l10n.ts';
import type { MeshRequest } from '../simulation/routes/request.ts';
import { readLabels, readText, requireKnownFields } from './client-option.ts';
import { CommandError } from './command.ts';
import { closestTo } from './suggestions.ts';

/** How a request is written, for messages. */
export const REQUEST_EXAMPLE = '{"from": "sidecar", "namespace": "default", "host": "whoami.internal.com", "port": 80}';

const FIELDS = ['from', 'namespace', 'labels', 'host', 'address', 'port', 'path', 'headers', 'protocol'];
const MAX_PORT = 65_535;

/** One request; `source` names it in messages (`--request`). Anything that is none ends the command. */
export function readRequest(text: string, source: string): MeshRequest {
  return requestOf(parseJson(text, source, REQUEST_EXAMPLE), source);
}

/** An array of them. */
export function readRequests(text: string, source: string): readonly MeshRequest[] {
  const value = parseJson(text, source, `[${REQUEST_EXAMPLE}]`);
  if (!Array.isArray(value)) {
    throw new CommandError(t('{0} must be a JSON array of requests, as in {1}', source, `[${REQUEST_EXAMPLE}]`));
  }
  return value.map((item: unknown, index) => requestOf(item, t('{0}, request {1}', source, index + 1)));
}

function parseJson(text: string, source: string, example: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(t("{0} is not JSON; write for example '{1}'", source, example));
  }
}

function requestOf(value: unknown, source: string): MeshRequest {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CommandError(t("{0} must be a JSON object; write for example '{1}'", source, REQUEST_EXAMPLE));
  }
  const fields = value as Readonly<Record<string, unknown>>;
  requireKnownFields(source, Object.keys(fields), FIELDS);
  const protocol = readChoice(source, fields, 'protocol', ['http', 'tcp', 'tls']);
  const host = readText(source, fields, 'host');
  const address = readText(source, fields, 'address');
  if (host === '' && address === '') throw new CommandError(t('{0} needs a "host" or an "address"', source));
  return {
    from: readChoice(source, fields, 'from', ['sidecar', 'gateway']),
    namespace: readText(source, fields, 'namespace') || 'default',
    labels: readLabels(source, fields, 'labels'),
    host,
    address: address === '' ? undefined : address,
    port: readPort(source, fields.port, protocol),
    path: readText(source, fields, 'path') || '/',
    headers: lowerNames(readLabels(source, fields, 'headers')),
    protocol,
  };
}

/** One of some words; the first where there is none. */
function readChoice<T extends string>(
  source: string,
  fields: Readonly<Record<string, unknown>>,
  name: string,
  choices: readonly [T, ...T[]],
): T {
  const text = readText(source, fields, name) || choices[0];
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  const closest = closestTo(text, choices);
  throw new CommandError(
    closest === undefined
      ? t('{0}: "{1}" does not know "{2}"; it takes {3}', source, name, text, choices.join(', '))
      : t('{0}: "{1}" does not know "{2}"; did you mean "{3}"?', source, name, text, closest),
  );
}

function readPort(source: string, value: unknown, protocol: MeshRequest['protocol']): number {
  if (value === undefined && protocol !== 'tcp') return protocol === 'tls' ? 443 : 80;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_PORT) return value;
  throw new CommandError(t('{0}: "port" must be a number from 1 to 65535', source));
}

/** Names of headers do not differ by case. */
function lowerNames(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const lower: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = value;
  return lower;
}
