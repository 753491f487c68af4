// Collects every text that goes through `t('…')` (core, server, CLI) and `vscode.l10n.t('…')` (client) into
// `dist/l10n/bundle.l10n.json`, the file a translation starts from, and puts the translations that the repository has
// beside it. Translations are kept as `server/l10n/bundle.l10n.<language>.json`.

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureTools, root } from './install.mjs';

const sources = ['client/src', 'server/src'];
const translations = path.join(root, 'server/l10n');
const target = path.join(root, 'dist/l10n');

/**
 * All texts of a source file, with the line (1-based) of each call that has something else than one string literal in
 * first place. Comments and other strings are skipped, so a mention of `t(` in them does not count.
 */
export function extractTexts(source) {
  const texts = [];
  const badLines = [];
  const tokens = tokenize(source);
  for (let index = 0; index + 1 < tokens.length; index++) {
    if (!isCall(tokens, index)) continue;
    const first = tokens[index + 2];
    const next = tokens[index + 3];
    if (first?.kind === 'string' && (next?.text === ',' || next?.text === ')')) texts.push(first.value);
    else badLines.push(lineOf(source, tokens[index].start));
  }
  return { texts, badLines };
}

/** Whether a call of `t` starts at this token: `t(` or `l10n.t(`, and not another object's `t`, nor its definition. */
function isCall(tokens, index) {
  if (tokens[index].text !== 't' || tokens[index + 1].text !== '(') return false;
  const before = tokens[index - 1]?.text;
  if (before === '.') return tokens[index - 2]?.text === 'l10n';
  return before !== 'function' && before !== '?.';
}

function lineOf(source, offset) {
  return source.slice(0, offset).split('\n').length;
}

// Comments, template literals with what is inside them (handled apart), strings, names, any other character.
const token =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`|[A-Za-z_$][\w$]*|\?\.|\S/g;

/** Tokens good enough to find calls; template literals are opened up so that calls inside `${…}` are found too. */
function tokenize(source) {
  const tokens = [];
  // For each template literal being read: how many braces are open inside its current `${`.
  const templates = [];
  token.lastIndex = 0;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const text = match[0];
    const start = match.index;
    if (text.startsWith('//') || text.startsWith('/*')) continue;
    if (text === '`') token.lastIndex = skipTemplate(source, token.lastIndex, templates, tokens, start);
    else if (text === '{' && templates.length > 0) {
      templates[templates.length - 1]++;
      tokens.push({ kind: 'other', text, start });
    } else if (text === '}' && templates.length > 0 && templates[templates.length - 1] === 0) {
      templates.pop();
      token.lastIndex = skipTemplate(source, token.lastIndex, templates, tokens, start);
    } else {
      if (text === '}' && templates.length > 0) templates[templates.length - 1]--;
      const isString = text.length > 1 && (text.startsWith("'") || text.startsWith('"'));
      if (isString) tokens.push({ kind: 'string', text, value: unescapeText(text.slice(1, -1)), start });
      else if (text === '/' && isRegexAllowed(tokens.at(-1))) token.lastIndex = skipRegex(source, start);
      else tokens.push({ kind: 'other', text, start });
    }
  }
  return tokens;
}

/**
 * Reads literal text up to the closing backtick or the next `${`; the offset behind it. A template literal without
 * `${` is as good as a string.
 */
function skipTemplate(source, from, templates, tokens, start) {
  for (let offset = from; offset < source.length; offset++) {
    if (source[offset] === '\\') offset++;
    else if (source[offset] === '`') {
      const isWhole = source[start] === '`';
      const value = isWhole ? unescapeText(source.slice(from, offset)) : undefined;
      tokens.push({ kind: isWhole ? 'string' : 'template', text: '`', value, start });
      return offset + 1;
    } else if (source[offset] === '$' && source[offset + 1] === '{') {
      templates.push(0);
      tokens.push({ kind: 'template', text: '`', start });
      return offset + 2;
    }
  }
  return source.length;
}

function isRegexAllowed(before) {
  if (before === undefined) return true;
  if (before.kind !== 'other') return false;
  return /^(?:[(,=:[!&|?{};+\-*%~^<>]|return|typeof|case|in|of)$/.test(before.text);
}

function skipRegex(source, from) {
  let isInClass = false;
  for (let offset = from + 1; offset < source.length && source[offset] !== '\n'; offset++) {
    if (source[offset] === '\\') offset++;
    else if (source[offset] === '[') isInClass = true;
    else if (source[offset] === ']') isInClass = false;
    else if (source[offset] === '/' && !isInClass) return offset + 1;
  }
  return from + 1;
}

const escapes = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0', '\n': '' };

function unescapeText(text) {
  return text.replace(
    /\\(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))/g,
    (_, braced, four, two, one) =>
      one === undefined ? String.fromCodePoint(Number.parseInt(braced ?? four ?? two, 16)) : (escapes[one] ?? one),
  );
}

/** All source files whose texts a person may see; absolute paths, sorted. */
export async function sourceFiles() {
  const files = [];
  for (const folder of sources) {
    const absolute = path.join(root, folder);
    if (!existsSync(absolute)) continue;
    for (const entry of await readdir(absolute, { recursive: true, withFileTypes: true })) {
      const file = path.join(entry.parentPath, entry.name);
      const isOurs =
        entry.isFile() &&
        file.endsWith('.ts') &&
        !file.endsWith('.test.ts') &&
        !file.includes(`${path.sep}testing${path.sep}`);
      if (isOurs) files.push(file);
    }
  }
  return files.sort();
}

/** Every text of the project, sorted, each mapped to itself: the form of a bundle that is ready to be translated. */
export async function collectTexts() {
  const texts = new Set();
  for (const file of await sourceFiles())
    for (const text of extractTexts(await readFile(file, 'utf8')).texts) texts.add(text);
  return Object.fromEntries([...texts].sort().map((text) => [text, text]));
}

/** Writes `dist/l10n`. */
export async function writeL10nBundles() {
  await mkdir(target, { recursive: true });
  await writeFile(path.join(target, 'bundle.l10n.json'), `${JSON.stringify(await collectTexts(), undefined, 2)}\n`);
  if (existsSync(translations)) await cp(translations, target, { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureTools(import.meta.url);
  await writeL10nBundles();
  console.log(
    `l10n     ${path.relative(root, target)}/bundle.l10n.json: ${Object.keys(await collectTexts()).length} texts`,
  );
}
