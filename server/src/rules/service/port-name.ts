import { t } from '../../l10n.ts';
import type { MapNode, ScalarNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { addField } from '../edits.ts';
import { isSet, mapsIn, numberAt, textAt } from '../field-access.ts';
import { changeFixes } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

export default defineFieldRule({
  id: 'service/port-name',
  alias: 'svc-port-name',
  severity: 'error',
  rejects: true,
  kinds: ['Service'],
  at: ['Service:spec.ports'],
  docs: () => ({
    summary: t(
      'Where a Service has several ports each has a name of its own, of lower-case letters, digits and dashes; the API server refuses it otherwise.',
    ),
    details: t(
      'The part of the name before the first dash tells Istio the protocol: `http`, `grpc-orders`, `tcp-postgres`. A single port may go without a name, but then Istio has to guess.',
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
    - port: 443
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
    - port: 443
      name: https
`,
    sources: [
      'kubernetes: pkg/apis/core/validation/validation.go, validateServicePort',
      'https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services',
    ],
  }),
  check({ node }, { entry, report }) {
    if (node.kind !== 'seq') return;
    const first = new Map<string, ScalarNode>();
    for (const port of mapsIn(node)) {
      const name = textAt(port, 'name');
      if (name === undefined ? !isSet(port, 'name') : name.value === '') {
        if (node.items.length < 2) continue;
        report(
          name?.node ?? port.pairs[0]?.key ?? port,
          t('Where a Service has several ports each needs a name; the API server refuses it without.'),
          {
            fixes: () => {
              const meant = nameFor(port);
              if (name) return changeFixes(entry, name.node, meant, false);
              const edit = addField(entry, port, 'name', meant);
              return edit ? [{ title: t('Add the name "{0}"', meant), edits: [edit] }] : [];
            },
          },
        );
        continue;
      }
      if (!name) continue;
      const { value } = name;
      const before = first.get(value);
      if (value.length > 63 || !LABEL.test(value)) {
        report(
          name.node,
          t(
            'The API server refuses "{0}" as the name of a port: lower-case letters, digits and dashes only, 63 at most.',
            shown(value),
          ),
          {
            fixes: () => {
              const meant = value
                .toLowerCase()
                .replace(/[^a-z0-9]+/g, '-')
                .replace(/^-|-$/g, '');
              return meant.length <= 63 && LABEL.test(meant) ? changeFixes(entry, name.node, meant, false) : [];
            },
          },
        );
      } else if (before) {
        report(
          name.node,
          t(
            'Another port of the Service has the name "{0}" already; the API server refuses a second one.',
            shown(value),
          ),
          {
            related: [{ entry, node: before, message: t('the first one') }],
          },
        );
      } else first.set(value, name.node);
    }
  },
});

/** A name that tells Istio what the port likely speaks. */
function nameFor(port: MapNode): string {
  const number = numberAt(port, 'port')?.value ?? 0;
  const transport = textAt(port, 'protocol')?.value ?? 'TCP';
  if (transport !== 'TCP') return `${transport.toLowerCase()}-${number}`;
  if ([80, 8000, 8080, 8081, 9080].includes(number)) return `http-${number}`;
  return `${[443, 8443].includes(number) ? 'https' : 'tcp'}-${number}`;
}
