import type { DocumentSymbol, SymbolKind } from 'vscode-languageserver-types';
import type { Engine } from '../engine.ts';
import { t } from '../l10n.ts';
import type { Resource } from '../model/resource.ts';
import { writtenKind } from './describe-resource.ts';

/** One symbol a resource, in the order of the text: its name, with the kind and namespace as detail. */
export function provideDocumentSymbols(engine: Engine, uri: string): DocumentSymbol[] {
  return engine.entriesOf(uri).map((entry) => {
    const { resource } = entry;
    const kind = writtenKind(resource);
    return {
      name: resource.name || t('(no name)'),
      detail: resource.namespace === undefined ? kind : `${kind} · ${resource.namespace}`,
      kind: symbolKind(resource),
      range: engine.locate(entry, resource.node).range,
      selectionRange: engine.locate(entry, resource.nameNode ?? resource.kindNode).range,
    };
  });
}

/** The icon that comes nearest: services are interfaces, what runs is an object, what makes pods a class. */
export function symbolKind({ kind }: Resource): SymbolKind {
  switch (kind) {
    case 'ServiceEntry':
    case 'Service':
      return 11;
    case 'WorkloadEntry':
    case 'Pod':
      return 19;
    case 'WorkloadGroup':
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'Job':
    case 'CronJob':
    case 'OtherWorkload':
      return 5;
    case 'Namespace':
      return 3;
    default:
      return 20;
  }
}
