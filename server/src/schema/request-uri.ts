/** URLs as the API server's expressions read them, which is how Go reads the target of an HTTP request. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters in question
const CONTROL = /[\u0000-\u001f\u007f]/;
const SCHEME = /^([a-zA-Z][a-zA-Z0-9+.-]*):/;
const BAD_ESCAPE = /%(?![0-9a-fA-F]{2})/;
const USER = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
/** What a host may be made of besides letters of other alphabets. */
const BAD_IN_HOST = /[\s{}|\\^`#%/?@]/;

/** The scheme in lower case, empty for a path alone; `undefined` where this is no URL. */
export function schemeOf(text: string): string | undefined {
  if (text === '' || CONTROL.test(text) || text.startsWith(':')) return undefined;
  if (text === '*') return '';
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase() ?? '';
  const afterScheme = scheme === '' ? text : text.slice(scheme.length + 1);
  const question = afterScheme.indexOf('?');
  const rest = question < 0 ? afterScheme : afterScheme.slice(0, question);
  if (!rest.startsWith('/')) return scheme === '' ? undefined : scheme;
  if (scheme === '' || !rest.startsWith('//')) return BAD_ESCAPE.test(rest) ? undefined : scheme;
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  const path = slash < 0 ? '' : rest.slice(slash);
  return isAuthority(authority) && !BAD_ESCAPE.test(path) ? scheme : undefined;
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(0, at));
  return USER.test(user) && !BAD_ESCAPE.test(user) && isHost(authority.slice(at + 1));
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) {
    const close = host.lastIndexOf(']');
    return close > 0 && isOptionalPort(host.slice(close + 1)) && !/[\s{}|\\^`#/?@]/.test(host.slice(0, close));
  }
  const colon = host.lastIndexOf(':');
  // Since Go 1.26 colons beside that of the port are refused outside of brackets.
  if (host.indexOf(':') !== colon) return false;
  return (colon < 0 || isOptionalPort(host.slice(colon))) && !BAD_IN_HOST.test(host);
}

function isOptionalPort(text: string): boolean {
  return text === '' || /^:[0-9]*$/.test(text);
}
