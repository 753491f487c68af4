/** How rules about values of policies report: each says the same of a value, wherever it stands. */
import { t } from '../l10n.ts';
import type { MapNode } from '../yaml/nodes.ts';
import type { SiteContext } from './define-rule.ts';
import { changeText } from './edits.ts';
import { asText, listAt, type Said } from './field-access.ts';
import type { ValueProblem } from './policy-values.ts';

/** Reports what is wrong with one value. Empty text is for those who ask for text at all. */
export function reportValue(
  { entry, report }: SiteContext,
  { value, node }: Said<string>,
  problemOf: (text: string) => ValueProblem | undefined,
): void {
  if (value === '') return;
  const problem = problemOf(value);
  if (!problem) return;
  const { message, instead } = problem;
  report(node, message, {
    fixes: () =>
      instead === undefined
        ? []
        : [
            {
              title: t('Change to "{0}"', instead),
              edits: [changeText(entry, node, instead)],
              isPreferred: true,
            },
          ],
  });
}

/** Reports what is wrong with the values in the lists at `fields` of a map. */
export function reportValues(
  context: SiteContext,
  map: MapNode,
  fields: readonly string[],
  problemOf: (text: string) => ValueProblem | undefined,
): void {
  for (const field of fields) {
    for (const item of listAt(map, field)?.items ?? []) {
      const text = asText(item);
      if (text) reportValue(context, text, problemOf);
    }
  }
}
