/**
 * Names of hosts as istiod checks and compares them (pkg/config/validation, pkg/config/host). Host names are compared as they
 * are written: nothing here changes case.
 */

const DNS_LABEL = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const WILDCARD_LABEL = /^(?:\*|(?:\*|\*-)?[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?)$/;
/** What nearly all host names are: quick to tell, and right in any case. */
const PLAIN_NAME = /^(?:\*\.)?[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?(?:\.[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)*$/;
const MAX_LABEL = 63;
const MAX_NAME = 255;

/** One label of a host name: letters, digits and `-` inside, 63 at most. Upper case passes. */
export function isDnsLabel(text: string): boolean {
  return text.length <= MAX_LABEL && DNS_LABEL.test(text);
}

/** A host name without wildcards: labels between dots, a dot at the end allowed, the last label not a number. */
export function isFqdn(text: string): boolean {
  return text.length > 0 && text.length <= MAX_NAME && areFqdnLabels(text.split('.'));
}

/** A host name whose first label may be, or begin with, `*`: `*`, `*.foo.com`, `*foo.com`, `*-a.foo.com`, `foo`. */
export function isWildcardDomain(text: string): boolean {
  if (text.length === 0 || text.length > MAX_NAME) return false;
  if (PLAIN_NAME.test(text)) return true;
  const [first = '', ...rest] = text.split('.');
  if (first.length > MAX_LABEL || !WILDCARD_LABEL.test(first)) return false;
  // A lone label is not asked whether it is a number.
  return rest.length === 0 || areFqdnLabels(rest);
}

/** A wildcard that is more than the whole first label: `*foo.com`, `*-a.b`. Envoy matches such suffixes, Istio warns. */
export function isPartialWildcard(text: string): boolean {
  return text.length > 1 && text.includes('*') && !text.startsWith('*.');
}

/** Whether two hosts, each of which may be a wildcard, can mean a common name. */
export function hostsMatch(left: string, right: string): boolean {
  if (left === right) return true;
  const leftWild = left.startsWith('*');
  const rightWild = right.startsWith('*');
  if (leftWild && rightWild) {
    const a = left.slice(1);
    const b = right.slice(1);
    return a.length < b.length ? b.endsWith(a) : a.endsWith(b);
  }
  if (leftWild) return right.endsWith(left.slice(1));
  return rightWild && left.endsWith(right.slice(1));
}

/** Whether every name that `inner` means is one that `outer` means. */
export function isHostSubset(inner: string, outer: string): boolean {
  if (inner === outer) return true;
  return outer.startsWith('*') && inner.endsWith(outer.slice(1));
}

/** Sorts hosts by how much they say: names before wildcards, then the longer, then the alphabet. */
export function compareSpecificity(left: string, right: string): number {
  const leftWild = left.startsWith('*');
  if (leftWild !== right.startsWith('*')) return leftWild ? 1 : -1;
  if (left.length !== right.length) return right.length - left.length;
  return left < right ? -1 : left === right ? 0 : 1;
}

/** The labels of what stands behind the first dot of a wildcard, or of a whole name; the last may be empty. */
function areFqdnLabels(labels: readonly string[]): boolean {
  const last = labels.length - 1;
  return labels.every((label, at) =>
    at < last ? isDnsLabel(label) : label === '' || (isDnsLabel(label) && !isInteger(label)),
  );
}

const LARGEST_INTEGER = 9223372036854775807n;

/** Whether Go's Atoi reads it: digits that fit into 64 bits. */
function isInteger(label: string): boolean {
  return /^[0-9]+$/.test(label) && BigInt(label) <= LARGEST_INTEGER;
}
