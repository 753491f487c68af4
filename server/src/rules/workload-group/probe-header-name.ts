import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, textAt } from '../field-access.ts';
import { changeFix } from '../field-fixes.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'workload-group/probe-header-name',
  alias: 'wg-probe-header-name',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadGroup'],
  at: ['WorkloadGroup:spec.probe.httpGet.httpHeaders[]'],
  docs: () => ({
    summary: t('The name of a header in a probe has letters, digits and dashes only; Istio refuses any other.'),
    details: t(
      'The definition of the resource allows underscores too, the webhook does not, as in the probes of Kubernetes.',
    ),
    invalid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  template:
    serviceAccount: whoami
  probe:
    httpGet:
      port: 8090
      httpHeaders:
        - name: x_probe
          value: "true"
`,
    valid: `
//- whoami-wg.yaml
apiVersion: networking.istio.io/v1
kind: WorkloadGroup
metadata:
  name: whoami-wg
spec:
  template:
    serviceAccount: whoami
  probe:
    httpGet:
      port: 8090
      httpHeaders:
        - name: x-probe
          value: "true"
`,
    sources: ['istio: pkg/config/validation/validation.go, ValidateProbeHeaderName'],
  }),
  check({ node, where }, { report, entry }) {
    if (node.kind !== 'map') return;
    const name = textAt(node, 'name');
    if (!name && isSet(node, 'name')) return;
    if (!name || name.value === '') report(name?.node ?? where, t('This header has no name; Istio refuses the probe.'));
    else if (!/^[-A-Za-z0-9]+$/.test(name.value)) {
      report(
        name.node,
        t('Istio refuses the header "{0}": in a probe a name has letters, digits and dashes only.', shown(name.value)),
        {
          fixes: () =>
            /^[-_A-Za-z0-9]+$/.test(name.value) ? [changeFix(entry, name.node, name.value.replaceAll('_', '-'))] : [],
        },
      );
    }
  },
});
