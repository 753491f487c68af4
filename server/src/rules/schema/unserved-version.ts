import { t } from '../../l10n.ts';
import { defineSchemaRule } from '../define-schema-rule.ts';
import { changeText } from '../edits.ts';
import { listOf, shown } from '../schema-texts.ts';

export default defineSchemaRule({
  id: 'schema/unserved-version',
  alias: 'obj-unserved-version',
  findings: ['unserved-version'],
  docs: () => ({
    summary: t(
      'A resource must name a version in which its kind is served; the API server knows nothing of it otherwise.',
    ),
    details: t(
      'Most kinds of `networking.istio.io` are served as `v1` (since Istio 1.22), `v1beta1` and `v1alpha3`; EnvoyFilter only as `v1alpha3`, ProxyConfig only as `v1beta1`. Policies of `security.istio.io` are served as `v1` and `v1beta1`, Telemetry as `v1` and `v1alpha1`, WasmPlugin and TrafficExtension as `v1alpha1`.',
    ),
    invalid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v2
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
`,
    valid: `
//- whoami-we.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata:
  name: whoami-we
spec:
  address: 172.29.9.61
`,
    sources: ['istio: manifests/charts/base/files/crd-all.gen.yaml'],
  }),
  report({ range, node, group, versions }, { report, entry }) {
    const message = t(
      'Istio does not serve {0} as {1}; there is {2}.',
      entry.resource.kindNode.text,
      shown(node.text),
      listOf(versions.map((version) => `${group}/${version}`)),
    );
    report(range, message, {
      fixes: () =>
        versions.map((version, index) => ({
          title: t('Change to "{0}"', `${group}/${version}`),
          edits: [changeText(entry, node, `${group}/${version}`)],
          ...(index === 0 && { isPreferred: true }),
        })),
    });
  },
});
