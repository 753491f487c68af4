import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './several-tracings.ts';

const HEAD = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
`;

test('warns of a second item and a second provider', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  tracing:
    - providers: [{name: a}, {name: b}]
#                             ^^^^ warning: Istio traces with one provider; this one has no effect.
    - randomSamplingPercentage: 5
#     ^^^^^^^^^^^^^^^^^^^^^^^^ warning: Istio traces with the first item only; this one has no effect.
`,
  );
});

test('is silent about one', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  tracing:
    - providers: [{name: a}]
`,
  );
});
