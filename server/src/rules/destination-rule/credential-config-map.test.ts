import { test } from 'vitest';
import { checkFix, checkFixTitles, checkRule } from '../../testing/check-rule.ts';
import rule from './credential-config-map.ts';

function withCredential(name: string, namespace = 'shop'): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: a${namespace === '' ? '' : `, namespace: ${namespace}`}}
spec:
  host: a
  trafficPolicy:
    tls:
      credentialName: ${name}
`;
}

test('refuses another form and another namespace', () => {
  checkRule(
    rule,
    `${withCredential('configmap://ca')}#                     ^^^^^^^^^^^^^^ error: "configmap://ca" is not of the form configmap://namespace/name; Istio refuses it.
---
${withCredential('configmap:///ca')}#                     ^^^^^^^^^^^^^^^ error: "configmap:///ca" is not of the form configmap://namespace/name; Istio refuses it.
---
${withCredential('configmap://shop/')}#                     ^^^^^^^^^^^^^^^^^ error: "configmap://shop/" is not of the form configmap://namespace/name; Istio refuses it.
---
${withCredential('configmap://prod/ca')}#                     ^^^^^^^^^^^^^^^^^^^ error: "configmap://prod/ca" lies in another namespace than this rule ("shop"); Istio refuses it.
---
${withCredential('configmap://shop/ca')}---
${withCredential('kubernetes://prod/ca')}---
${withCredential('ca')}---
${withCredential('configmap://prod/ca', '')}`,
  );
});

test('puts the own namespace in', () => {
  checkFix(
    rule,
    withCredential('configmap://ca'),
    'Change to "configmap://shop/ca"',
    withCredential('configmap://shop/ca'),
  );
  checkFixTitles(rule, withCredential('configmap://prod/ca'), ['Change to "configmap://shop/ca"']);
  checkFixTitles(rule, withCredential('configmap://ca', ''), []);
});
