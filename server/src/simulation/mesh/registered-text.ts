import { formatBlockEntry, type YamlValue } from '../../yaml/write-scalar.ts';
import type { RegisteredEntry } from './registration.ts';

/** The entry as a document, ready to apply. */
export function registeredText(entry: RegisteredEntry): string {
  const lines = Object.entries(entry).flatMap(([key, value]) => formatBlockEntry(key, value as YamlValue));
  return `${lines.join('\n')}\n`;
}
