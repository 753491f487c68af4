/**
 * Messages of Envoy's configuration, which is what EnvoyFilters patch. The text that they are read from (envoy-texts.generated.ts)
 * has a line for each message, below the line `@package` of its package: its name, then names and types of its fields.
 *
 * A type is one letter for scalars and for what has a form of its own in JSON (see `ScalarCode`), `.` and the number of an
 * enumeration, `=` and the number of a message (to the base 36), `o` for anything else; before it `*` for a list and `%` for
 * a map of such. Nothing is decoded before somebody asks.
 */
import { ENUMERATIONS, MESSAGES } from './envoy-texts.generated.ts';

/**
 * Bool, string, bytes, double; signed and unsigned integers of 32 (`i`, `u`) and 64 bits; Any, Duration, Timestamp, Struct,
 * Value, ListValue; and something of which nothing is known.
 */
export type ScalarCode = 'b' | 's' | 'y' | 'd' | 'i' | 'I' | 'u' | 'U' | 'A' | 'D' | 'T' | 'S' | 'V' | 'L' | 'o';

export interface EnvoyMessage {
  /** With its package. */
  readonly name: string;
  /** Types by name, as written in the definitions (`connect_timeout`). */
  readonly fields: ReadonlyMap<string, string>;
  /** The same names as JSON usually has them (`connectTimeout`), with those of the definitions. */
  readonly jsonNames: ReadonlyMap<string, string>;
  /** The names of the definitions, with those of JSON, where the two differ. */
  readonly camelNames: ReadonlyMap<string, string>;
}

interface Line {
  readonly name: string;
  /** The rest of the line. */
  readonly fields: string;
}

let lines: readonly Line[] | undefined;
let byName: ReadonlyMap<string, Line> | undefined;
let enumerations: readonly (readonly string[])[] | undefined;
const decoded = new Map<Line, EnvoyMessage>();

/** The message of this full name; `undefined` where there is none. */
export function envoyMessage(name: string): EnvoyMessage | undefined {
  byName ??= new Map(allLines().map((line) => [line.name, line]));
  const line = byName.get(name);
  return line && decode(line);
}

/** The message that `code` (without its first sign, to the base 36) stands for. */
export function numberedMessage(code: string): EnvoyMessage | undefined {
  const line = allLines()[Number.parseInt(code, 36)];
  return line && decode(line);
}

/** The values of the enumeration that `code` stands for. */
export function enumeration(code: string): readonly string[] {
  enumerations ??= ENUMERATIONS.split('\n').map((line) => line.split(' '));
  return enumerations[Number.parseInt(code, 36)] ?? [];
}

/** The full names of all messages. */
export function envoyMessageNames(): readonly string[] {
  return allLines().map(({ name }) => name);
}

function allLines(): readonly Line[] {
  if (lines) return lines;
  const found: Line[] = [];
  let name = '';
  for (const line of MESSAGES.split('\n')) {
    if (line.startsWith('@')) {
      name = line.slice(1);
      continue;
    }
    const space = line.indexOf(' ');
    found.push({
      name: `${name}.${space < 0 ? line : line.slice(0, space)}`,
      fields: space < 0 ? '' : line.slice(space + 1),
    });
  }
  lines = found;
  return lines;
}

function decode(line: Line): EnvoyMessage {
  const known = decoded.get(line);
  if (known) return known;
  const words = line.fields === '' ? [] : line.fields.split(' ');
  const fields = new Map<string, string>();
  for (let at = 0; at + 1 < words.length; at += 2) fields.set(words[at] ?? '', words[at + 1] ?? 'o');
  const jsonNames = new Map([...fields.keys()].map((name) => [camelCase(name), name]));
  const camelNames = new Map([...jsonNames].flatMap(([json, name]) => (json === name ? [] : [[name, json] as const])));
  const message = { name: line.name, fields, jsonNames, camelNames };
  decoded.set(line, message);
  return message;
}

/** The name of a field as JSON usually has it. */
function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}
