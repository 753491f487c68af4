/** What rules say of regular expressions that istiod refuses. */
import { t } from '../l10n.ts';
import { regexFault } from '../model/text-forms.ts';
import { shown } from './schema-texts.ts';

/** Why istiod refuses `text` as a regular expression, in a sentence; `undefined` if it does not. */
export function regexMessage(text: string): string | undefined {
  const fault = regexFault(text);
  if (fault === undefined) return undefined;
  if (fault === 'empty') return t('The regular expression is empty; Istio refuses it.');
  if (fault === 'too-long') return t('Istio refuses regular expressions of more than 1024 bytes.');
  const part = shown(fault.part);
  switch (fault.fault) {
    case 'look-around':
      return t('Regular expressions are of RE2 here, which has no look-around; Istio refuses "{0}".', part);
    case 'back-reference':
      return t('Regular expressions are of RE2 here, which has no references to groups; Istio refuses "{0}".', part);
    case 'group':
      return t('"{0}" begins no group that RE2 knows; Istio refuses the expression.', part);
    case 'open-group':
      return t('A "(" is not closed; Istio refuses the expression "{0}".', part);
    case 'stray-bracket':
      return t('A ")" closes nothing; Istio refuses the expression "{0}".', shown(text));
    case 'open-class':
      return t('A "[" is not closed; Istio refuses the expression.');
    case 'class':
      return t('"{0}" is no set of characters that RE2 knows; Istio refuses the expression.', part);
    case 'escape':
      return part === '\\'
        ? t('Nothing follows the last backslash; Istio refuses the expression.')
        : t('"{0}" means nothing to RE2; Istio refuses the expression.', part);
    case 'nothing-to-repeat':
      return t('Nothing stands before "{0}" that it could repeat; Istio refuses the expression.', part);
    case 'repeated-repeat':
      return t('"{0}" repeats a repetition, which RE2 does not do; Istio refuses the expression.', part);
    case 'repeat-size':
      return t('"{0}" is not a repetition of at most 1000 times; Istio refuses the expression.', part);
  }
}

/** What is meant by a pattern of a shell (`*`, `/api/*`, `*.example.com`) among regular expressions; `undefined` otherwise. */
export function meantByGlob(text: string): string | undefined {
  if (!/^[\w/.-]*\*?[\w/.-]*$/.test(text) || !text.startsWith('*')) return undefined;
  return `.*${text.slice(1).replaceAll('.', '\\.')}`;
}
