import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './parent-repeated.ts';

const HEAD = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: a}
spec:
`;

test('asks for different listeners or ports', () => {
  checkRule(
    rule,
    `${HEAD}  parentRefs:
    - {name: a}
    - {name: a}
#            ^ error: The route names this parent already; the API server asks for different listeners or ports then.
    - {name: b, sectionName: a}
    - {name: b}
#            ^ error: The route names this parent already; the API server asks for different listeners or ports then.
    - {name: c, port: 80}
    - {name: c, port: 81}
    - {name: c, namespace: d, port: 80}
    - {name: e, sectionName: a}
    - {name: e, sectionName: b, port: 80}
    - {name: f, kind: Service, group: ""}
    - {name: f}
`,
  );
});
