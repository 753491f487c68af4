/** How resources are spoken of in lenses and hovers. */
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import type { Resource, Service, ServiceEntry, ServicePort, Workload } from '../model/resource.ts';
import { endpointPort } from '../simulation/endpoint-port.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';

/** The kind as the file writes it, also for kinds that we do not know by name. */
export function writtenKind(resource: Resource): string {
  return resource.kindNode.text;
}

/** `2 WorkloadEntries, 1 Deployment`: how many there are of each kind, in the order in which the kinds first come. */
export function countByKind(entries: readonly ResourceEntry[]): string {
  const counts = new Map<string, number>();
  for (const { resource } of entries) {
    const kind = writtenKind(resource);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return [...counts].map(([kind, count]) => countOfKind(kind, count)).join(', ');
}

function countOfKind(kind: string, count: number): string {
  if (count === 1) return t('1 {0}', kind);
  // A translation whose nouns have no plural uses {kind} in the place of {kinds}.
  const kinds = kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
  return t('{count} {kinds}', { count, kind, kinds });
}

/** A Markdown link to the resource, by its name. */
export function linkTo(engine: Engine, entry: ResourceEntry): string {
  const { resource } = entry;
  const { uri, range } = engine.locate(entry, resource.nameNode ?? resource.kindNode);
  const target = uri.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll(' ', '%20');
  return `[${escapeMarkdown(resource.name || t('(no name)'))}](${target}#L${range.start.line + 1})`;
}

/** Where a workload is reached, as far as files can say; Markdown. */
export function addressOf(workload: Workload): string {
  if (workload.kind === 'WorkloadEntry') {
    if (workload.address?.value) return code(workload.address.value);
    return workload.network ? t('through the gateway of network {0}', code(workload.network.value)) : t('none');
  }
  if (workload.kind === 'WorkloadGroup') return t('known once a machine registers');
  return t('known once the pods run');
}

/** The port on which `workload` is called for `port` of `service`, and why it is that one; Markdown. */
export function portWithReason(service: ServiceEntry | Service, servicePort: ServicePort, workload: Workload): string {
  const port = endpointPort(service, servicePort, workload);
  if (!port) return t('none');
  switch (port.origin) {
    case 'ports':
      return t('{0} from {1}', port.number, code(`ports.${port.name ?? ''}`));
    case 'container':
      return t('{0} from container port {1}', port.number, code(port.name ?? ''));
    case 'targetPort':
      return t('{0} from {1}', port.number, code('targetPort'));
    case 'number':
      return t('{0} from {1}', port.number, code(service.kind === 'Service' ? 'port' : 'number'));
    case 'socket':
      return t('none: a socket has no port');
  }
}

/** Text as code in Markdown, also in the cell of a table. */
export function code(text: string): string {
  const safe = text.replace(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
  return safe.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe}\``;
}

/** Text in which Markdown finds nothing to format. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
}

/** A table in Markdown; cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => ':---')), ...rows.map(line)].join('\n');
}
