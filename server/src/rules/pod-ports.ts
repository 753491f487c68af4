/** Ports of containers as the API server checks them. */
import { t } from '../l10n.ts';
import type { MapNode } from '../yaml/nodes.ts';
import { mapsAt, textAt } from './field-access.ts';
import { shown } from './schema-texts.ts';

/** What is wrong with the name of a container port; `undefined` if nothing is. */
export function nameFault(name: string): string | undefined {
  if (name.length > 15) {
    return t(
      '"{0}" has {1} characters; the API server takes 15 in the name of a container port.',
      shown(name),
      name.length,
    );
  }
  if (!/^[a-z0-9-]+$/.test(name) || name.startsWith('-') || name.endsWith('-')) {
    return t(
      'The API server refuses "{0}" as the name of a port: lower-case letters, digits and dashes inside only.',
      shown(name),
    );
  }
  if (!/[a-z]/.test(name)) return t('The name of a port has a letter; the API server refuses "{0}".', shown(name));
  return name.includes('--') ? t('The API server refuses two dashes in a row in "{0}".', shown(name)) : undefined;
}

/** Whether the container is more than a part that somebody merges into a whole one. */
export function isWholeContainer(container: MapNode): boolean {
  return textAt(container, 'image') !== undefined;
}

/** The names of the ports of a container. */
export function portNamesOf(container: MapNode): Set<string> {
  return new Set(mapsAt(container, 'ports').flatMap((port) => textAt(port, 'name')?.value ?? []));
}
