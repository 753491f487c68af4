import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { changeValue } from '../edits.ts';
import { numberAt, textAt } from '../field-access.ts';
import { isPort } from '../listener-values.ts';
import { nameFault } from '../pod-ports.ts';

export default defineFieldRule({
  id: 'service/target-port',
  alias: 'svc-target-port-name',
  severity: 'error',
  rejects: true,
  kinds: ['Service'],
  at: ['Service:spec.ports[]'],
  docs: () => ({
    summary: t(
      'A target port is a number, or the name of a container port: at most 15 lower-case letters, digits and dashes with a letter among them; the API server refuses any other.',
    ),
    details: t(
      'A number in quotes is taken for a name. The name is looked up in each Pod, and in the `ports` of a WorkloadEntry.',
    ),
    invalid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 80
      name: http
      targetPort: "8080"
`,
    valid: `
//- whoami-service.yaml
apiVersion: v1
kind: Service
metadata:
  name: whoami
spec:
  selector:
    app: whoami
  ports:
    - port: 80
      name: http
      targetPort: 8080
`,
    sources: ['kubernetes: pkg/apis/core/validation/validation.go, validateServicePort'],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'map') return;
    const number = numberAt(node, 'targetPort');
    // A 0 stands for the port itself.
    if (number && number.value !== 0 && !isPort(number.value)) {
      report(number.node, t('{0} is no port; the API server takes numbers from 1 to 65535.', number.value));
    }
    const name = textAt(node, 'targetPort');
    if (!name || name.value === '') return;
    if (/^[0-9]+$/.test(name.value)) {
      report(
        name.node,
        t('In quotes "{0}" is a name, and no port can have it; the API server refuses it.', name.value),
        {
          fixes: () => [
            {
              title: t('Change to the number {0}', name.value),
              edits: [changeValue(entry, name.node, Number(name.value))],
              isPreferred: true,
            },
          ],
        },
      );
      return;
    }
    const fault = nameFault(name.value);
    if (fault !== undefined) report(name.node, fault);
  },
});
