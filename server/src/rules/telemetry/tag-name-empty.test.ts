import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './tag-name-empty.ts';

const HEAD = `apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata: {name: a}
`;

test('refuses one in traces and warns of one in metrics', () => {
  checkRule(
    rule,
    `${HEAD}spec:
  tracing:
    - customTags:
        "": {literal: {value: a}}
#       ^^ error: This tag has no name; Istio refuses it.
        a: {}
  metrics:
    - overrides:
        - tagOverrides:
            "": {value: a}
#           ^^ warning: This tag has no name, so that no tag is changed.
`,
  );
});
