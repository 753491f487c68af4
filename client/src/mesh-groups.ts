import { t } from '../../server/src/l10n.ts';
import type { MeshFileRole, MeshOfResult } from '../../server/src/protocol.ts';

export interface MeshGroup {
  readonly title: string;
  readonly files: readonly { readonly uri: string /** Resources in words. */; readonly count: string }[];
}

const ORDER: readonly MeshFileRole[] = ['open', 'shared', 'alternative', 'excluded'];

/** The files of a mesh by their part in it, each group in the server's order; groups without a file are left out. */
export function meshGroups(result: MeshOfResult): MeshGroup[] {
  return ORDER.flatMap((role): MeshGroup[] => {
    const files = result.files.filter((file) => file.role === role);
    if (files.length === 0) return [];
    return [{ title: titleOf(role), files: files.map(({ uri, resources }) => ({ uri, count: countText(resources) })) }];
  });
}

function titleOf(role: MeshFileRole): string {
  switch (role) {
    case 'open':
      return t('this file');
    case 'shared':
      return t('taken together with it');
    case 'alternative':
      return t('another environment, does not count here');
    case 'excluded':
      return t('left out by the settings');
  }
}

function countText(resources: number | undefined): string {
  if (resources === undefined) return '';
  return resources === 1 ? t('1 resource') : t('{0} resources', resources);
}
