/** `istio-workloads explain RULE`: all there is to know about a rule. */
import { t } from '../../l10n.ts';
import type { BookEntry } from '../../rules/rule-book.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { type Command, type CommandDescription, CommandError, type ExitCode, PROGRAM } from '../command.ts';
import { closestName, findEntries, unknownRule } from '../rule-book.ts';
import { type Paint, painter, type Terminal } from '../terminal.ts';
import { ruleJson } from './rules.ts';

export const explain: Command = { name: 'explain', describe, run };

function describe(): CommandDescription {
  return {
    operands: 'RULE',
    summary: t('Explains a rule, with an example of what is wrong and the same made right.'),
    details: [
      t('RULE is the id or alias of a rule, or a code of istioctl or Kiali (IST0101, KIA1107) that it answers to.'),
    ],
    options: [{ name: '--format', value: 'FORMAT', choices: ['text', 'json'], help: t('text (the default) or json.') }],
    examples: [
      { line: `${PROGRAM} explain yaml/duplicate-key`, explanation: t('Explain the rule that a finding names.') },
      {
        line: `${PROGRAM} explain IST0101`,
        explanation: t('Explain the rules that report what istioctl calls IST0101.'),
      },
    ],
  };
}

async function run(parsed: ParsedArguments, terminal: Terminal): Promise<ExitCode> {
  const [word, extra] = parsed.positionals;
  if (word === undefined) {
    throw new CommandError(t('"explain" needs a rule; "{0}" lists them', `${PROGRAM} rules`));
  }
  if (extra !== undefined) throw new CommandError(t('"explain" takes one rule; leave out "{0}"', extra));
  const entries = entriesMeant(word, terminal);
  if (lastValue(parsed, '--format') === 'json') {
    const rules = entries.map((entry) => ({ ...ruleJson(entry), ...entry.docs() }));
    terminal.print(`${JSON.stringify({ version: 1, rules }, undefined, 2)}\n`);
    return 0;
  }
  const paint = painter(terminal.usesColor);
  terminal.print(entries.map((entry) => page(entry, paint)).join('\n\n'));
  return 0;
}

/** What `word` names exactly; else what it nearly names, and that is said. */
function entriesMeant(word: string, terminal: Terminal): readonly BookEntry[] {
  const exact = findEntries(word);
  if (exact.length > 0) return exact;
  const closest = closestName(word);
  if (closest === undefined) throw new CommandError(unknownRule(word));
  terminal.note(`${PROGRAM}: ${t('no rule is called "{0}"; this is "{1}"', word, closest)}`);
  return findEntries(closest);
}

function page(entry: BookEntry, paint: Paint): string {
  const docs = entry.docs();
  const sections = [facts(entry, paint), docs.summary.trim()];
  if (docs.details.trim() !== '') sections.push(docs.details.trim());
  sections.push(example(t('Wrong:'), docs.invalid, paint), example(t('Right:'), docs.valid, paint));
  if (docs.sources.length > 0) {
    sections.push([paint('bold', t('Sources:')), ...docs.sources.map((source) => `  ${source}`)].join('\n'));
  }
  return `${sections.join('\n\n')}\n`;
}

function facts(entry: BookEntry, paint: Paint): string {
  const notes: string[] = [entry.severity];
  if (entry.rejects) notes.push(t('refused by the API server or by Istio'));
  if (entry.alias !== undefined) notes.push(t('also called {0}', entry.alias));
  if (entry.codes && entry.codes.length > 0) notes.push(t('elsewhere {0}', entry.codes.join(', ')));
  return `${paint('bold', entry.id)}\n${paint('dim', notes.join(' · '))}`;
}

/** An example's text, indented; where several files follow each other, they are documents with their names as comments. */
function example(title: string, fixture: string, paint: Paint): string {
  const lines = fixture
    .trim()
    .split('\n')
    .flatMap((line, index) => {
      if (!line.startsWith('//- ')) return [line];
      const name = paint('dim', `# ${line.slice(4)}`);
      return index === 0 ? [name] : ['---', name];
    })
    .map((line) => (line === '' ? '' : `  ${line}`));
  return [paint('bold', title), ...lines].join('\n');
}
