import { t } from '../../l10n.ts';
import { utf8Length } from '../../model/text-forms.ts';
import type { MapNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { mapAt, numberAt, textAt } from '../field-access.ts';

export default defineFieldRule({
  id: 'virtual-service/direct-response-form',
  alias: 'vs-direct-response',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].directResponse'],
  docs: () => ({
    summary: t(
      'The status of a direct response is 200 to 600 and its body at most 1 MiB; Istio refuses others, and warns from 100 KiB on.',
    ),
    details: t(
      'The body is part of the configuration that every proxy gets, so large ones cost memory everywhere. Serve them from a workload instead.',
    ),
    invalid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - directResponse:
        status: 99
`,
    valid: `
//- whoami-vs.yaml
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata:
  name: whoami
spec:
  hosts:
    - whoami.internal.com
  http:
    - directResponse:
        status: 503
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateHTTPDirectResponse',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPDirectResponse',
    ],
  }),
  check({ node }, { report }) {
    if (node.kind !== 'map') return;
    const status = numberAt(node, 'status');
    if (status && (status.value < 200 || status.value > 600)) {
      report(status.node, t('{0} is no status to answer with; Istio takes 200 to 600.', status.value));
    }
    const body = mapAt(node, 'body');
    const content = textAt(body, 'string') ?? textAt(body, 'bytes');
    if (!body || !content || content.value.length * 3 <= WARNED_BYTES) return;
    const bytes = bytesOf(body);
    if (bytes <= WARNED_BYTES) return;
    report(
      content.node,
      bytes > REFUSED_BYTES
        ? t('This body has {0} KiB; Istio refuses more than 1024.', Math.ceil(bytes / 1024))
        : t('This body has {0} KiB, and every proxy gets it; Istio warns from 100 on.', Math.ceil(bytes / 1024)),
      bytes > REFUSED_BYTES ? {} : { severity: 'warning' },
    );
  },
});

const WARNED_BYTES = 100 * 1024;
const REFUSED_BYTES = 1024 * 1024;

function bytesOf(body: MapNode): number {
  const text = textAt(body, 'string');
  if (text) return utf8Length(text.value);
  const encoded = textAt(body, 'bytes')?.value ?? '';
  return Math.floor((encoded.replace(/=+$/, '').length * 3) / 4);
}
