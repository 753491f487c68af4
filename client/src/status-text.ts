/** What the status item says; plain data, so that it can be tested without an editor. */
import { t } from '../../server/src/l10n.ts';
import type { StatusParams } from '../../server/src/protocol.ts';

/** What the server has said, or what is known while it says nothing. */
export type Status = StatusParams | { readonly state: 'starting' | 'stopped' };

export interface StatusText {
  /** With icons in VS Code's notation. */
  readonly text: string;
  /** The same in words, for screen readers. */
  readonly label: string;
  /** Sentences for the tooltip, without markup. */
  readonly details: readonly string[];
  /** What a click leads to. */
  readonly click: 'mesh' | 'output' | 'restart';
}

/** `undefined` where there is nothing to tell: other people's YAML does not need a number that is always 0. */
export function statusText(status: Status): StatusText | undefined {
  if (status.state === 'stopped') {
    const details = [t('The server does not run; nothing is checked.')];
    return { text: `$(error) Istio`, label: t('Istio Workloads: stopped'), details, click: 'restart' };
  }
  if (!('resources' in status)) {
    const label = t('Istio Workloads: starting');
    return { text: '$(loading~spin) Istio', label, details: [t('The server is starting.')], click: 'output' };
  }
  const details = [countText(status), ...(status.message === undefined ? [] : [status.message])];
  switch (status.state) {
    case 'starting':
    case 'indexing': {
      const progress = t('{0} of {1} files', status.indexed ?? 0, status.total ?? 0);
      const label = t('Istio Workloads: reading {0}', progress);
      return { text: `$(loading~spin) Istio: ${progress}`, label, details, click: 'mesh' };
    }
    case 'error':
      return { text: '$(error) Istio', label: t('Istio Workloads: error'), details, click: 'output' };
    case 'ready': {
      if (status.files === 0 && status.errors + status.warnings === 0 && status.message === undefined) return undefined;
      const count = resourceCount(status.resources);
      const problems = [
        ...(status.errors > 0 ? [`$(error) ${status.errors}`] : []),
        ...(status.warnings > 0 ? [`$(warning) ${status.warnings}`] : []),
      ];
      const label = t('Istio Workloads: {0}', countText(status));
      return { text: [`Istio: ${count}`, ...problems].join(' '), label, details, click: 'mesh' };
    }
  }
}

function countText({ resources, files, errors, warnings }: StatusParams): string {
  const where =
    files === 1 ? t('{0} in 1 file', resourceCount(resources)) : t('{0} in {1} files', resourceCount(resources), files);
  return t('{0}; errors: {1}, warnings: {2}', where, errors, warnings);
}

function resourceCount(count: number): string {
  return count === 1 ? t('1 resource') : t('{0} resources', count);
}
