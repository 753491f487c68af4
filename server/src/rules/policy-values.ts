/**
 * What istiod asks of the values in AuthorizationPolicies (pkg/config/security, security.go). The same values stand in sources,
 * operations and conditions. Each function returns what to say of a value and, where one other value was surely meant, that;
 * `undefined` for values that are right.
 */
import { t } from '../l10n.ts';
import { isSubnet } from '../model/ip-addresses.ts';
import { byteLength } from '../schema/checks/metadata.ts';

export interface ValueProblem {
  readonly message: string;
  /** What was meant. */
  readonly instead?: string;
}

/** Of an address or a range of addresses. */
export function ipProblem(text: string): ValueProblem | undefined {
  if (isSubnet(text)) return undefined;
  const candidates = [text.trim(), withoutPort(text), withoutScheme(text), rangeOf(text)];
  const instead = candidates.find((candidate) => candidate !== undefined && isSubnet(candidate));
  const message = /^[^/]*\/[^/]*$/.test(text)
    ? t('"{0}" is no range of addresses, such as 10.0.0.0/8; Istio refuses it.', text)
    : t('"{0}" is neither an address nor a range of addresses; Istio refuses it.', text);
  return instead === undefined ? { message } : { message, instead };
}

/** Of a port; 0 is allowed. */
export function portProblem(text: string): ValueProblem | undefined {
  if (/^[0-9]+$/.test(text) && Number(text) <= 65535) return undefined;
  const plain = /^\s*[+:]?([0-9]{1,5})(?:\/(?:tcp|TCP))?\s*$/.exec(text)?.[1];
  const instead = plain !== undefined && Number(plain) <= 65535 && plain !== text ? plain : undefined;
  const message = t('"{0}" is no port from 0 to 65535; Istio refuses it.', text);
  return instead === undefined ? { message } : { message, instead };
}

const MAX_ACCOUNT = 320;

/** Of a service account: `account` or `namespace/account`. */
export function accountProblem(text: string): ValueProblem | undefined {
  if (text.includes('*')) {
    return { message: t('"{0}" must name one service account; Istio refuses * here.', text) };
  }
  const parts = text.split('/');
  if (parts.length <= 2 && parts.every((part) => part !== '')) {
    return byteLength(text) > MAX_ACCOUNT
      ? { message: t('This name is longer than {0} characters; Istio refuses it.', MAX_ACCOUNT) }
      : undefined;
  }
  const message = t('"{0}" is neither a service account nor namespace/account; Istio refuses it.', text);
  const identity = /^(?:spiffe:\/\/)?[^/]+\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(text);
  return identity ? { message, instead: `${identity[1]}/${identity[2]}` } : { message };
}

/** Of a text in which one `*` may stand, at either end. */
export function wildcardProblem(text: string): ValueProblem | undefined {
  const stars = text.split('*').length - 1;
  if (stars === 0 || text === '*') return undefined;
  if (stars === 1 && (text.startsWith('*') || text.endsWith('*'))) return undefined;
  return { message: t('Istio refuses "{0}": one * may stand at its start or its end.', text) };
}

/** Of a trust domain. */
export function trustDomainProblem(text: string): ValueProblem | undefined {
  const wildcard = wildcardProblem(text);
  if (wildcard || !text.includes('/')) return wildcard;
  const domain = text.replace(/^spiffe:\/\//, '').split('/')[0] ?? '';
  const message = t('"{0}" is more than a trust domain; Istio refuses slashes here.', text);
  return domain === '' ? { message } : { message, instead: domain };
}

const TEMPLATE = /\{\*\*?\}/;
/** What a segment beside templates is made of. */
const LITERAL = /^[-a-zA-Z0-9._~%!$&'()+,;:@=]+$/;

/** Of a path, in which `{*}` stands for one segment and `{**}` for any number. */
export function pathProblem(text: string): ValueProblem | undefined {
  const hasTemplate = TEMPLATE.test(text);
  if (!hasTemplate && !/[{}]/.test(text)) return undefined;
  let isAny = false;
  for (const segment of text.replace(/^\/+|\/+$/g, '').split('/')) {
    if (segment === '{*}' || segment === '{**}') {
      if (isAny) {
        return { message: t('After "{**}", which stands for the rest of the path, Istio refuses "{0}".', segment) };
      }
      isAny = segment === '{**}';
    } else if (/[{}]/.test(segment)) {
      const message = t(
        'Istio refuses "{0}" in a path: only "{*}" and "{**}" are templates, as whole segments.',
        segment,
      );
      const instead = text.replace(/(^|\/)\{[A-Za-z_][\w-]*\}(?=\/|$)/g, '$1{*}');
      return instead !== text && pathProblem(instead) === undefined ? { message, instead } : { message };
    } else if (hasTemplate && !LITERAL.test(segment)) {
      if (segment === '') return { message: t('Beside templates Istio refuses an empty segment in a path.') };
      const message = segment.includes('*')
        ? t('Beside templates Istio takes "{0}" for a name and refuses its *.', segment)
        : t('Beside templates Istio refuses the characters of "{0}" in a path.', segment);
      return { message };
    }
  }
  return undefined;
}

function withoutPort(text: string): string | undefined {
  return /^([0-9.]+):[0-9]+$/.exec(text)?.[1] ?? /^\[([0-9a-fA-F:]+)\](?::[0-9]+)?$/.exec(text)?.[1];
}

function withoutScheme(text: string): string | undefined {
  return /^https?:\/\/([^/]+)\/?$/.exec(text)?.[1];
}

/** `10.0.*` as `10.0.0.0/16`. */
function rangeOf(text: string): string | undefined {
  const numbers = /^((?:[0-9]+\.){1,3})(?:\*\.){0,2}\*$/.exec(text)?.[1]?.split('.').slice(0, -1);
  return numbers && `${[...numbers, '0', '0', '0'].slice(0, 4).join('.')}/${numbers.length * 8}`;
}
