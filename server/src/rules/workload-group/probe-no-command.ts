import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { keyOf, listAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'workload-group/probe-no-command',
  alias: 'wg-probe-exec-command',
  severity: 'error',
  rejects: true,
  kinds: ['WorkloadGroup'],
  at: ['WorkloadGroup:spec.probe.exec'],
  docs: () => ({
    summary: t('A probe by `exec` names the program that it runs; Istio refuses an empty command.'),
    details: t(
      'The first item is the program on the machine, the others are its arguments; no shell reads them. The workload is ready when the program ends with 0.',
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
    exec:
      command: []
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
    exec:
      command: [/usr/bin/check-whoami, --quick]
`,
    sources: ['istio: pkg/config/validation/validation.go, validateReadinessProbe'],
  }),
  check({ node, where }, { report }) {
    if (node.kind !== 'map') return;
    const command = listAt(node, 'command');
    if (command?.items.length === 0) {
      report(keyOf(node, 'command') ?? where, t('There is no command to run; Istio refuses the probe.'));
    }
  },
});
