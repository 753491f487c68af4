import { t } from '../../l10n.ts';
import type { MapNode, RelativeRange } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import type { SiteContext } from '../define-rule.ts';
import { isSet, keyOf, mapAt, mapsAt, numberAt, textAt } from '../field-access.ts';
import { changeFix, removeFix } from '../field-fixes.ts';
import { isFilled, isPort } from '../listener-values.ts';
import { shown } from '../schema-texts.ts';
import { hasUnknownField } from '../unknown-fields.ts';

export default defineFieldRule({
  id: 'virtual-service/redirect-form',
  alias: 'vs-redirect',
  severity: 'error',
  rejects: true,
  kinds: ['VirtualService'],
  at: ['VirtualService:spec.http[]'],
  docs: () => ({
    summary: t('A redirect says where to, with a code of 300 to 399 and http or https; Istio refuses others.'),
    details: t(
      'At least one of `uri`, `prefixRewrite`, `authority`, `scheme`, `port` and `derivePort` is there. `uri` is a whole path and `prefixRewrite` replaces what a match took, so only one of both makes sense, and the latter only if each match that has a `uri` matches a prefix.',
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
    - redirect:
        scheme: HTTPS
        redirectCode: 200
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
    - redirect:
        scheme: https
        redirectCode: 301
`,
    sources: [
      'istio: pkg/config/validation/validation.go, validateHTTPRedirect',
      'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect',
    ],
  }),
  check({ node, schema }, context) {
    if (node.kind !== 'map') return;
    const redirect = mapAt(node, 'redirect');
    const where = keyOf(node, 'redirect');
    if (!redirect || !where) return;
    const isComplete = ['uri', 'prefixRewrite', 'authority', 'scheme'].some((field) => isFilled(redirect, field));
    if (!isComplete && !isSet(redirect, 'port') && !isSet(redirect, 'derivePort')) {
      if (!hasUnknownField(redirect, schema.properties?.get('redirect')?.node)) {
        context.report(where, t('This redirect says neither path, host, scheme nor port; Istio refuses it.'));
      }
    }
    checkPaths(node, redirect, where, context);
    checkValues(redirect, context);
  },
});

function checkPaths(rule: MapNode, redirect: MapNode, where: RelativeRange, { entry, report }: SiteContext): void {
  if (!isFilled(redirect, 'prefixRewrite')) return;
  const key = keyOf(redirect, 'prefixRewrite') ?? where;
  if (isFilled(redirect, 'uri')) {
    report(key, t('The path is changed twice, by "uri" and "prefixRewrite"; Istio refuses that.'), {
      fixes: () => ['uri', 'prefixRewrite'].flatMap((field) => removeFix(entry, redirect, field)),
    });
    return;
  }
  const other = mapsAt(rule, 'match').find((match) => {
    const uri = mapAt(match, 'uri');
    return uri && !isSet(uri, 'prefix');
  });
  if (!other) return;
  const uri = keyOf(other, 'uri');
  report(key, t('"prefixRewrite" replaces a prefix, but a match of this rule asks for none; Istio refuses that.'), {
    related: uri ? [{ entry, node: uri, message: t('this match has no prefix') }] : [],
  });
}

function checkValues(redirect: MapNode, { entry, report }: SiteContext): void {
  const code = numberAt(redirect, 'redirectCode');
  if (code && code.value !== 0 && (code.value < 300 || code.value > 399)) {
    report(code.node, t('{0} is no code of a redirect; Istio takes 300 to 399.', code.value));
  }
  const scheme = textAt(redirect, 'scheme');
  if (scheme && !['', 'http', 'https'].includes(scheme.value)) {
    const meant = scheme.value.toLowerCase().replace(/:\/*$/, '');
    report(scheme.node, t('Istio redirects to http or https only and refuses "{0}".', shown(scheme.value)), {
      fixes: () => (meant === 'http' || meant === 'https' ? [changeFix(entry, scheme.node, meant, true)] : []),
    });
  }
  const port = numberAt(redirect, 'port');
  if (port && port.value !== 0 && !isPort(port.value)) {
    report(port.node, t('{0} is no port; Istio takes numbers from 1 to 65535.', port.value));
  }
}
