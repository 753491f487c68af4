/** The person's settings as the client sends them, checked: what is not understood counts as not set and is said. */
import type { EngineSettings } from '../engine.ts';
import { t } from '../l10n.ts';
import type { MeshSetting, RuleLevel, Settings } from '../protocol.ts';
import { NEWEST_RELEASE, OLDEST_RELEASE, readRelease } from '../schema/istio-release.ts';

export const SETTINGS_SECTION = 'istioWorkloads';

export const DEFAULT_SETTINGS: Settings = {
  meshes: [],
  diagnostics: { yamlSyntax: 'auto' },
  rules: {},
  codeLens: { enabled: true },
  inlayHints: { enabled: true },
  format: { enable: true, indentLists: 'keep', quotes: 'keep' },
  istioVersion: '',
  index: { maxFileSizeMb: 5, maxFiles: 20_000 },
};

const RULE_LEVELS: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];
const YAML_SYNTAX: readonly string[] = ['auto', 'on', 'off'];
const INDENT_LISTS: readonly string[] = ['keep', 'indented', 'flat'];
const QUOTES: readonly string[] = ['keep', 'single', 'double'];

/**
 * Settings from whatever the client sent (`null` and missing values mean the default). Everything of a wrong type falls
 * back to its default and is told to `onProblem`, a sentence each.
 */
export function readSettings(value: unknown, onProblem: (message: string) => void): Settings {
  const reader = new Reader(onProblem);
  const root = reader.object(value, '');
  const diagnostics = reader.object(root.diagnostics, 'diagnostics');
  const codeLens = reader.object(root.codeLens, 'codeLens');
  const inlayHints = reader.object(root.inlayHints, 'inlayHints');
  const format = reader.object(root.format, 'format');
  const index = reader.object(root.index, 'index');
  const { yamlSyntax } = DEFAULT_SETTINGS.diagnostics;
  return {
    meshes: reader.list(root.meshes, 'meshes').flatMap((item, at) => readMesh(item, `meshes[${at}]`, reader) ?? []),
    diagnostics: {
      yamlSyntax: reader.choice(diagnostics.yamlSyntax, 'diagnostics.yamlSyntax', YAML_SYNTAX, yamlSyntax),
    },
    rules: readRules(root.rules, reader),
    codeLens: { enabled: reader.boolean(codeLens.enabled, 'codeLens.enabled', DEFAULT_SETTINGS.codeLens.enabled) },
    inlayHints: {
      enabled: reader.boolean(inlayHints.enabled, 'inlayHints.enabled', DEFAULT_SETTINGS.inlayHints.enabled),
    },
    format: {
      enable: reader.boolean(format.enable, 'format.enable', DEFAULT_SETTINGS.format.enable),
      indentLists: reader.choice(
        format.indentLists,
        'format.indentLists',
        INDENT_LISTS,
        DEFAULT_SETTINGS.format.indentLists,
      ),
      quotes: reader.choice(format.quotes, 'format.quotes', QUOTES, DEFAULT_SETTINGS.format.quotes),
    },
    istioVersion: reader.release(root.istioVersion, 'istioVersion'),
    index: {
      maxFileSizeMb: reader.size(index.maxFileSizeMb, 'index.maxFileSizeMb', DEFAULT_SETTINGS.index.maxFileSizeMb),
      maxFiles: reader.size(index.maxFiles, 'index.maxFiles', DEFAULT_SETTINGS.index.maxFiles),
    },
  };
}

/** What the engine is to do; `otherYamlDiagnostics` says whether another extension reports YAML syntax errors already. */
export function engineSettings(settings: Settings, otherYamlDiagnostics: boolean): EngineSettings {
  const { yamlSyntax } = settings.diagnostics;
  return {
    meshes: settings.meshes,
    rules: settings.rules,
    release: readRelease(settings.istioVersion) ?? NEWEST_RELEASE,
    reportsYaml: yamlSyntax === 'on' || (yamlSyntax === 'auto' && !otherYamlDiagnostics),
  };
}

function readMesh(value: unknown, path: string, reader: Reader): MeshSetting | undefined {
  const mesh = reader.object(value, path);
  const name = reader.text(mesh.name, `${path}.name`);
  const include = reader.texts(mesh.include, `${path}.include`);
  if (name === undefined || include === undefined) return undefined;
  const exclude = reader.texts(mesh.exclude, `${path}.exclude`);
  const namespace = reader.text(mesh.namespace, `${path}.namespace`);
  return { name, include, ...(exclude && { exclude }), ...(namespace !== undefined && { namespace }) };
}

function readRules(value: unknown, reader: Reader): Record<string, RuleLevel> {
  const rules: Record<string, RuleLevel> = {};
  for (const [id, level] of Object.entries(reader.object(value, 'rules'))) {
    const known = reader.choice(level, `rules.${id}`, RULE_LEVELS, undefined);
    if (known !== undefined) rules[id] = known as RuleLevel;
  }
  return rules;
}

class Reader {
  readonly #onProblem: (message: string) => void;

  constructor(onProblem: (message: string) => void) {
    this.#onProblem = onProblem;
  }

  object(value: unknown, path: string): Readonly<Record<string, unknown>> {
    if (isAbsent(value)) return {};
    if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
    this.#wrong(path, t('an object'));
    return {};
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (isAbsent(value)) return [];
    if (Array.isArray(value)) return value;
    this.#wrong(path, t('a list'));
    return [];
  }

  text(value: unknown, path: string): string | undefined {
    if (isAbsent(value)) return undefined;
    if (typeof value === 'string') return value;
    this.#wrong(path, t('a text'));
    return undefined;
  }

  texts(value: unknown, path: string): readonly string[] | undefined {
    if (isAbsent(value)) return undefined;
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.#wrong(path, t('a list of texts'));
    return undefined;
  }

  boolean(value: unknown, path: string, fallback: boolean): boolean {
    if (isAbsent(value)) return fallback;
    if (typeof value === 'boolean') return value;
    this.#wrong(path, t('true or false'));
    return fallback;
  }

  /** A release that is told apart, as text; empty for the newest. */
  release(value: unknown, path: string): string {
    const text = this.text(value, path) ?? '';
    if (text === '' || readRelease(text) !== undefined) return text;
    this.#wrong(path, t('a release from 1.{0} to 1.{1}', OLDEST_RELEASE, NEWEST_RELEASE));
    return '';
  }

  size(value: unknown, path: string, fallback: number): number {
    if (isAbsent(value)) return fallback;
    if (typeof value === 'number' && value > 0) return value;
    this.#wrong(path, t('a number above 0'));
    return fallback;
  }

  choice<T extends string | undefined>(value: unknown, path: string, choices: readonly string[], fallback: T): T {
    if (isAbsent(value)) return fallback;
    if (typeof value === 'string' && choices.includes(value)) return value as T;
    this.#wrong(path, choices.join(', '));
    return fallback;
  }

  #wrong(path: string, expected: string): void {
    const setting = path === '' ? SETTINGS_SECTION : `${SETTINGS_SECTION}.${path}`;
    this.#onProblem(t('The setting {0} was not understood; expected: {1}. Its default is used.', setting, expected));
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
