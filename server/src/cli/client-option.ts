/** `--client JSON`: the proxy that a question is asked for. */
import { t } from '../l10n.ts';
import { type MeshClient, SOME_CLIENT } from '../simulation/mesh/client.ts';
import { CommandError } from './command.ts';
import { closestTo } from './suggestions.ts';

/** How the option is written, for messages and help. */
export const CLIENT_EXAMPLE = `{"namespace": "default", "locality": "us/az1/rack1", "labels": {"app": "client"}}`;

const FIELDS = ['namespace', 'locality', 'labels', 'type', 'network', 'node'] as const;
const TYPES = ['sidecar', 'gateway'] as const;

/** The client that the text describes; what it leaves out is as in `SOME_CLIENT`. Anything else ends the command. */
export function readClient(text: string | undefined): MeshClient {
  if (text === undefined) return SOME_CLIENT;
  const fields = readJsonObject('--client', text, CLIENT_EXAMPLE);
  requireKnownFields('--client', Object.keys(fields), FIELDS);
  const type = readText('--client', fields, 'type') || 'sidecar';
  if (type !== 'sidecar' && type !== 'gateway') {
    const closest = closestTo(type, TYPES);
    throw new CommandError(
      closest === undefined
        ? t('--client: "type" is "sidecar" or "gateway", not "{0}"', type)
        : t('--client: "type" is "{0}"; did you mean "{1}"?', type, closest),
    );
  }
  return {
    type,
    namespace: readText('--client', fields, 'namespace') || SOME_CLIENT.namespace,
    labels: readLabels('--client', fields, 'labels'),
    locality: readText('--client', fields, 'locality'),
    network: readText('--client', fields, 'network'),
    node: readText('--client', fields, 'node'),
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The object that the value of an option is; ends the command if it is none. */
export function readJsonObject(option: string, text: string, example: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CommandError(t("{0} is not JSON; write for example {0} '{1}'", option, example));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new CommandError(t("{0} must be a JSON object; write for example {0} '{1}'", option, example));
}

/** Ends the command if a field has a name that is not known. */
export function requireKnownFields(option: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const closest = closestTo(unknown, known);
  throw new CommandError(
    closest === undefined
      ? t('{0} has no field "{1}"; it takes {2}', option, unknown, known.join(', '))
      : t('{0} has no field "{1}"; did you mean "{2}"?', option, unknown, closest),
  );
}

/** The string at `name`, empty where there is none. */
export function readText(option: string, fields: Fields, name: string): string {
  const value = fields[name] ?? '';
  if (typeof value === 'string') return value;
  throw new CommandError(t('{0}: "{1}" must be a string', option, name));
}

/** The map of strings at `name`, empty where there is none. */
export function readLabels(option: string, fields: Fields, name: string): Readonly<Record<string, string>> {
  const value = fields[name] ?? {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new CommandError(t('{0}: "{1}" must be an object, as in {2}', option, name, '{"app": "client"}'));
  }
  const labels: Record<string, string> = Object.create(null);
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') throw new CommandError(t('{0}: the label "{1}" must be a string', option, key));
    labels[key] = text;
  }
  return labels;
}
