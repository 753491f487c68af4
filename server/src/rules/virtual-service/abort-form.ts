import { t } from '../../l10n.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSet, keyOf, numberAt, textAt } from '../field-access.ts';
import { changeFix, removeFix } from '../field-fixes.ts';
import { closest, shown } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/abort-form',
  alias: 'vs-fault-abort',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[].fault.abort'],
  docs: () => ({
    summary: t(
      'An abort has an httpStatus of 200 to 600 or a grpcStatus by name; Istio refuses others, and without one nothing is aborted.',
    ),
    details: t(
      'Statuses of gRPC are written as its specification does: `UNAVAILABLE`, `NOT_FOUND`. `http2Error` is part of the API, but Istio refuses it.',
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
    - fault:
        abort:
          grpcStatus: unavailable
      route:
        - destination:
            host: whoami.internal.com
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
    - fault:
        abort:
          grpcStatus: UNAVAILABLE
      route:
        - destination:
            host: whoami.internal.com
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateHTTPFaultInjectionAbort',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection-Abort',
    ],
  }),
  check({ node, schema, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const status = numberAt(node, 'httpStatus');
    const grpc = textAt(node, 'grpcStatus');
    const http2 = keyOf(node, 'http2Error');
    if (['httpStatus', 'grpcStatus', 'http2Error'].filter((field) => isSet(node, field)).length > 1) return;
    if (status && (status.value < 200 || status.value > 600)) {
      report(status.node, t('{0} is no status to answer with; Istio takes 200 to 600.', status.value));
    } else if (grpc && !GRPC_STATUSES.includes(grpc.value)) {
      const meant = closest(grpc.value.toUpperCase().replace(/[-\s]/g, '_'), GRPC_STATUSES);
      report(grpc.node, t('"{0}" is no status of gRPC; Istio takes names such as UNAVAILABLE.', shown(grpc.value)), {
        fixes: () => (meant === undefined ? [] : [changeFix(entry, grpc.node, meant, true)]),
      });
    } else if (http2) {
      report(http2, t('Istio refuses "http2Error": it is not supported.'), {
        fixes: () => removeFix(entry, node, 'http2Error'),
      });
    } else if (!isSet(node, 'httpStatus') && !isSet(node, 'grpcStatus') && !hasUnknownField(node, schema)) {
      report(where, t('This abort has neither "httpStatus" nor "grpcStatus", so nothing is aborted.'), {
        severity: 'warning',
      });
    }
  },
});

const GRPC_STATUSES: readonly string[] = [
  'OK',
  'CANCELLED',
  'UNKNOWN',
  'INVALID_ARGUMENT',
  'DEADLINE_EXCEEDED',
  'NOT_FOUND',
  'ALREADY_EXISTS',
  'PERMISSION_DENIED',
  'RESOURCE_EXHAUSTED',
  'FAILED_PRECONDITION',
  'ABORTED',
  'OUT_OF_RANGE',
  'UNIMPLEMENTED',
  'INTERNAL',
  'UNAVAILABLE',
  'DATA_LOSS',
  'UNAUTHENTICATED',
];
