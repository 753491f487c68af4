import { t } from '../../l10n.ts';
import { regexFault } from '../../model/text-forms.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, textAt, wordAt } from '../field-access.ts';
import { regexMessage } from '../regex-texts.ts';

export default defineFieldRule({
  id: 'envoy-filter/proxy-version',
  alias: 'ef-proxy-version',
  severity: 'error',
  rejects: true,
  kinds: ['EnvoyFilter'],
  at: ['EnvoyFilter:spec.configPatches[].match'],
  docs: () => ({
    summary: t('`proxyVersion` is a regular expression of RE2; Istio refuses text that is none.'),
    details: t(
      'It is compared with the version of the proxy (`1.31.0`): `^1\\.31.*` fits all patches of one release. RE2 has no look-ahead and no references back. An expression of more than 1024 characters is ignored, and the patch applies to proxies of every version.',
    ),
    invalid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      match:
        proxy:
          proxyVersion: "^1\\\\.(30|31.*"
      patch:
        operation: MERGE
        value:
          connect_timeout: 3s
`,
    valid: `
//- whoami-filter.yaml
apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata:
  name: whoami-filter
spec:
  configPatches:
    - applyTo: CLUSTER
      match:
        proxy:
          proxyVersion: "^1\\\\.(30|31).*"
      patch:
        operation: MERGE
        value:
          connect_timeout: 3s
`,
    sources: ['istio: pkg/config/validation/envoyfilter/envoyfilter.go, validateEnvoyFilter'],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map' || wordAt(node, 'context', 'ANY') === 'WAYPOINT') return;
    const version = textAt(mapAt(node, 'proxy'), 'proxyVersion');
    if (!version || version.value === '') return;
    if (regexFault(version.value) === 'too-long') {
      report(version.node, t('This is longer than 1024 characters; Istio ignores it and patches every proxy.'), {
        severity: 'warning',
      });
      return;
    }
    const message = regexMessage(version.value);
    if (message !== undefined) report(version.node, message);
  },
});
