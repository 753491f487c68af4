/** What Istio takes as the value of an annotation. */
import { t } from '../l10n.ts';
import type { AnnotationForm } from '../model/annotations.ts';
import { parseBlock } from '../model/ip-addresses.ts';
import { parseDocument } from '../yaml/parse-document.ts';
import { shown } from './schema-texts.ts';

const QUANTITY = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$/;
const BOOLEANS: ReadonlySet<string> = new Set('1 t T TRUE true True 0 f F FALSE false False'.split(' '));
const INTERFACE = /^[a-zA-Z][a-zA-Z0-9_.-]{0,14}$/;

/** What is expected instead of `value`; `undefined` if it will do. */
export function expectedInstead(form: AnnotationForm, value: string): string | undefined {
  switch (form) {
    case 'boolean':
      return BOOLEANS.has(value) ? undefined : t('true or false');
    case 'count':
      return isUpTo(value, 4294967295) ? undefined : t('a whole number');
    case 'interception-mode':
      return ['REDIRECT', 'TPROXY', 'NONE'].includes(value) ? undefined : t('REDIRECT, TPROXY or NONE');
    case 'interfaces':
      return value === '' || value.split(',').every((name) => INTERFACE.test(name.trim()))
        ? undefined
        : t('names of network interfaces, separated by commas');
    case 'port':
      return isUpTo(value.trim(), 65535) ? undefined : t('the number of a port');
    case 'ports':
    case 'ports-or-all':
      if ((form === 'ports-or-all' && value === '*') || value.trim() === '') return undefined;
      return value.split(',').every((port) => isUpTo(port.trim(), 65535))
        ? undefined
        : t('numbers of ports, separated by commas');
    case 'ranges':
    case 'ranges-or-all':
      if ((form === 'ranges-or-all' && value === '*') || value === '') return undefined;
      return value.split(',').every((range) => parseBlock(range) !== undefined)
        ? undefined
        : t('ranges of addresses such as 10.0.0.0/8, separated by commas without spaces');
    case 'quantity':
      return QUANTITY.test(value) ? undefined : t('a quantity such as 100m or 128Mi');
    case 'proxy-config': {
      const { root, isBroken } = parseDocument(value);
      return !isBroken && (root === undefined || root.kind === 'map' || shown(value).trim() === '')
        ? undefined
        : t('settings of the proxy as YAML');
    }
  }
}

function isUpTo(text: string, limit: number): boolean {
  return /^[0-9]+$/.test(text) && Number(text) <= limit;
}
