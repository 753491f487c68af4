/** What there is to know about a rule, as a page of Markdown: a chapter of RULES.md, and what a finding's link opens. */
import { t } from '../l10n.ts';
import type { BookEntry } from './rule-book.ts';

/** The page, with the rule's id as a heading of this level. */
export function rulePage(entry: BookEntry, level = 1): string {
  const { summary, details, invalid, valid, sources } = entry.docs();
  const parts = [
    `${'#'.repeat(level)} ${entry.id}`,
    summary.trim(),
    facts(entry),
    details.trim(),
    `${t('Wrong:')}\n\n${yamlBlock(invalid)}`,
    `${t('Right:')}\n\n${yamlBlock(valid)}`,
    sources.length === 0 ? '' : `${t('Sources:')}\n\n${sources.map((source) => `- ${source}`).join('\n')}`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function facts({ severity, kinds = [], alias, codes = [], rejects }: BookEntry): string {
  const lines = [
    t('Severity: {0}', severity),
    kinds.length === 0 ? '' : t('Kinds: {0}', kinds.join(', ')),
    alias === undefined ? '' : t('Also known as: {0}', alias),
    codes.length === 0 ? '' : t('Answers to: {0}', codes.join(', ')),
    rejects ? t('Refused by Istio or the API server') : '',
  ];
  return lines
    .filter((line) => line !== '')
    .map((line) => `- ${line}`)
    .join('\n');
}

/** A fixture as a block: each of its files becomes a document with its name as a comment. */
function yamlBlock(fixture: string): string {
  const text = fixture
    .trim()
    .replace(/^\/\/- (.*)$/gm, (_, file: string, offset: number) => `${offset === 0 ? '' : '---\n'}# ${file}`);
  return `\`\`\`yaml\n${text}\n\`\`\``;
}
