/** The language of all texts, from the environment as POSIX programs take it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { L10nBundle } from '../l10n.ts';
import type { Terminal } from './terminal.ts';

/**
 * Names of translations that would do, the best first, as VS Code writes them (`zh-cn`, `zh`); empty where English is
 * wanted or nothing is said.
 */
export function wantedLanguages(env: Terminal['env']): readonly string[] {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const match = /^([a-z]{2,3})(?:[_-]([A-Za-z]{2,4}))?(?:[.@]|$)/.exec(locale);
  const [, language, region] = match ?? [];
  if (language === undefined || language === 'en') return [];
  return region === undefined ? [language] : [`${language}-${region.toLowerCase()}`, language];
}

/** The first of these translations that lies in `folder`; `undefined` if there is none. */
export function readBundle(folder: string, languages: readonly string[]): L10nBundle | undefined {
  for (const language of languages) {
    try {
      return JSON.parse(readFileSync(path.join(folder, `bundle.l10n.${language}.json`), 'utf8')) as L10nBundle;
    } catch {
      // Not translated into this one.
    }
  }
  return undefined;
}
