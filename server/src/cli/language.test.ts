import { describe, expect, test } from 'vitest';
import { wantedLanguages } from './language.ts';

describe('the language', () => {
  test.each([
    ['of a region, else of the language', { LANG: 'zh_CN.UTF-8' }, ['zh-cn', 'zh']],
    ['without a region', { LANG: 'de' }, ['de']],
    ['of LC_ALL goes first', { LANG: 'de_DE', LC_MESSAGES: 'fr_FR', LC_ALL: 'ja_JP.UTF-8' }, ['ja-jp', 'ja']],
    ['of LC_MESSAGES goes before LANG', { LANG: 'de_DE', LC_MESSAGES: 'fr_FR' }, ['fr-fr', 'fr']],
    ['is English by itself', { LANG: 'en_GB.UTF-8' }, []],
    ['is English for programs', { LC_ALL: 'C.UTF-8', LANG: 'de_DE' }, []],
    ['is English if nothing is said', {}, []],
    ['is no path', { LANG: '../../x' }, []],
  ])('%s', (_, env, languages) => {
    expect(wantedLanguages(env)).toEqual(languages);
  });
});
