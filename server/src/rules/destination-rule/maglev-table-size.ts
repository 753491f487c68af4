import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, numberAt } from '../field-access.ts';
import { addFix, changeFix } from '../field-fixes.ts';
import { hasUnknownField } from '../unknown-fields.ts';

/** Sizes are below this. */
const LIMIT = 5_000_011;
/** What Envoy takes where nothing is said. */
const USUAL = 65_537;

export default defineFieldRule({
  id: 'destination-rule/maglev-table-size',
  alias: 'dr-hash-maglev-size',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['loadBalancer:consistentHash.maglev'],
  docs: () => ({
    summary: t('The table of Maglev hashing has a prime number of entries below 5000011; Istio refuses other sizes.'),
    details: t(
      'Every endpoint gets a like share of the entries, so there should be about a hundred times as many as endpoints. 65537 is what Envoy itself takes. The size must be said: `maglev: {}` is refused.',
    ),
    invalid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      consistentHash:
        httpHeaderName: x-user
        maglev:
          tableSize: 65536
`,
    valid: `
//- whoami-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: whoami-dr
spec:
  host: whoami.internal.com
  trafficPolicy:
    loadBalancer:
      consistentHash:
        httpHeaderName: x-user
        maglev:
          tableSize: 65537
`,
    sources: ['istio: pkg/config/validation/validation.go, validateLoadBalancer and isPrime'],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const size = numberAt(node, 'tableSize');
    if (!size) {
      if (isSet(node, 'tableSize') || hasUnknownField(node, schema)) return;
      report(where, t('The size of the Maglev table is missing; Istio refuses the rule without.'), {
        fixes: () => addFix(entry, node, 'tableSize', USUAL, true),
      });
      return;
    }
    if (size.value < LIMIT && isPrime(size.value)) return;
    const message =
      size.value >= LIMIT
        ? t('{0} is too large; Istio takes prime numbers below 5000011.', size.value)
        : t('{0} is no prime number; Istio takes no other sizes of a Maglev table.', size.value);
    report(size.node, message, {
      fixes: () => [changeFix(entry, size.node, size.value === 0 ? USUAL : primeNear(size.value), true)],
    });
  },
});

/** As Envoy has it: 1 counts too. */
function isPrime(number: number): boolean {
  if (number < 4) return number > 0;
  if (number % 2 === 0) return false;
  for (let factor = 3; factor * factor <= number; factor += 2) if (number % factor === 0) return false;
  return true;
}

/** The next prime, or the largest that is allowed. */
function primeNear(number: number): number {
  for (let next = number; next < LIMIT; next++) if (isPrime(next)) return next;
  let last = LIMIT - 1;
  while (!isPrime(last)) last--;
  return last;
}
