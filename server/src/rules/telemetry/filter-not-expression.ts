import { t } from '../../l10n.ts';
import { type CelFault, celFault } from '../../model/cel-syntax.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { isSound } from '../define-schema-rule.ts';
import { changeText } from '../edits.ts';
import { isSet, textAt } from '../field-access.ts';
import { shown } from '../schema-texts.ts';

export default defineFieldRule({
  id: 'telemetry/filter-not-expression',
  alias: 'tel-log-filter',
  severity: 'error',
  rejects: true,
  kinds: ['Telemetry'],
  at: ['Telemetry:spec.accessLogging[].filter'],
  docs: () => ({
    summary: t('The filter of an access log is an expression of CEL; Istio refuses text that is none.'),
    details: t(
      'Comparisons are written `==`, `!=`, `<`, `<=`; conditions are joined by `&&` and `||` and turned round by `!`. Text stands in quotes. Whether the attributes exist is not checked: `response.code >= 400 && connection.mtls`.',
    ),
    invalid: `
//- whoami-logs.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-logs
spec:
  accessLogging:
    - filter:
        expression: response.code >= 400 and connection.mtls
`,
    valid: `
//- whoami-logs.yaml
apiVersion: telemetry.istio.io/v1
kind: Telemetry
metadata:
  name: whoami-logs
spec:
  accessLogging:
    - filter:
        expression: response.code >= 400 && connection.mtls
`,
    sources: [
      'istio: pkg/config/validation/validation_istiod.go, validateTelemetryFilter',
      'https://istio.io/latest/docs/reference/config/telemetry/#AccessLogging-Filter',
    ],
  }),
  check({ node, where }, { entry, report }) {
    if (node.kind !== 'map') return;
    const expression = textAt(node, 'expression');
    if (!expression) {
      if (isSet(node, 'expression') || !isSound(entry, node)) return;
      report(where, t('This filter has no expression; Istio refuses it.'));
      return;
    }
    const { value, node: place } = expression;
    const fault = celFault(value);
    if (!fault) return;
    report(place, messageFor(fault, value), {
      fixes: () => {
        const meant = inCel(value);
        if (meant === value || celFault(meant)) return [];
        return [
          { title: t('Write the operators of CEL'), edits: [changeText(entry, place, meant)], isPreferred: true },
        ];
      },
    });
  },
});

/** The text with what other languages write turned into what CEL writes, strings left alone. */
function inCel(text: string): string {
  return text
    .split(/("[^"]*"|'[^']*')/)
    .map((part, index) => (index % 2 === 1 ? part : withOperators(part)))
    .join('');
}

function withOperators(text: string): string {
  return text
    .replace(/\band\b|(?<!&)&(?!&)/gi, '&&')
    .replace(/\bor\b|(?<!\|)\|(?!\|)/gi, '||')
    .replace(/\bnot\s+/gi, '!')
    .replace(/<>/g, '!=')
    .replace(/(?<![=!<>])=(?!=)|===/g, '==')
    .replace(/!==/g, '!=');
}

function messageFor(fault: CelFault, text: string): string {
  switch (fault.code) {
    case 'end':
      return text.trim() === ''
        ? t('This filter has no expression; Istio refuses it.')
        : t('The expression ends too early; Istio refuses it.');
    case 'unexpected':
      return t('The expression is not CEL: "{0}" has no place there; Istio refuses it.', shown(fault.text));
    case 'reserved':
      return t('"{0}" is a word of CEL itself and no name; Istio refuses the expression.', fault.text);
    case 'macro':
      return fault.text === 'has'
        ? t('has() asks for a field, such as response.code; Istio refuses the expression.')
        : t('{0}() asks for the name of a variable first; Istio refuses the expression.', fault.text);
    case 'literal':
      return t('{0} cannot be read in CEL; Istio refuses the expression.', shown(fault.text));
  }
}
