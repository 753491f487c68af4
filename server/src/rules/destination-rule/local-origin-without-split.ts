import { t } from '../../l10n.ts';
import type { Fix } from '../../problem.ts';
import { dereference, pairOf } from '../../yaml/node-access.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeValue } from '../edits.ts';
import { isOff, isSet, keyOf, numberAt } from '../field-access.ts';
import { addFix, removeFix } from '../field-fixes.ts';

const SPLIT = 'splitExternalLocalOriginErrors';
const FAILURES = 'consecutiveLocalOriginFailures';

export default defineFieldRule({
  id: 'destination-rule/local-origin-without-split',
  alias: 'dr-outlier-local-origin',
  severity: 'error',
  rejects: true,
  kinds: ['DestinationRule'],
  at: ['outlierDetection:'],
  docs: () => ({
    summary: t(
      'Failures on this side of the connection are counted apart only with `splitExternalLocalOriginErrors: true`; Istio refuses a limit for them without.',
    ),
    details: t(
      'Timeouts and refused connections come from the client’s side, answers of 5xx from the server. Unless they are split, both count towards `consecutive5xxErrors`, and there is nothing that `consecutiveLocalOriginFailures` could limit.',
    ),
    invalid: `
//- mysql-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: mysql-dr
spec:
  host: mysql.internal.com
  trafficPolicy:
    outlierDetection:
      consecutiveLocalOriginFailures: 3
`,
    valid: `
//- mysql-dr.yaml
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: mysql-dr
spec:
  host: mysql.internal.com
  trafficPolicy:
    outlierDetection:
      consecutiveLocalOriginFailures: 3
      splitExternalLocalOriginErrors: true
`,
    sources: ['istio: pkg/config/validation/validation.go, validateOutlierDetection'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const failures = numberAt(node, FAILURES);
    if (!failures || failures.value <= 0 || !isOff(node, SPLIT)) return;
    const split = dereference(pairOf(node, SPLIT)?.value);
    report(
      keyOf(node, FAILURES) ?? failures.node,
      t('These failures are not counted apart; Istio refuses a limit for them without {0}: true.', SPLIT),
      {
        fixes: (): Fix[] => [
          ...(split?.kind === 'scalar' && isSet(node, SPLIT)
            ? [{ title: t('Set "{0}" to true', SPLIT), edits: [changeValue(entry, split, true)], isPreferred: true }]
            : addFix(entry, node, SPLIT, true, true)),
          ...removeFix(entry, node, FAILURES),
        ],
      },
    );
  },
});
