/**
 * Localisation of all text a person sees. `t` has the form of `@vscode/l10n`'s `t`, so that its bundle format
 * (`l10n/bundle.l10n.<language>.json`: English text to translated text) serves the core, the CLI and the client alike.
 */

/** What a `{placeholder}` may be filled with. */
export type L10nArgument = string | number | boolean;

/** English text to translated text. */
export type L10nBundle = Readonly<Record<string, string>>;

let bundle: L10nBundle = {};

/** Chooses the language of everything `t` returns from now on; called once, at start-up, by an entry point. */
export function setL10nBundle(translations: L10nBundle): void {
  bundle = translations;
}

/**
 * The text in the person's language, with `{0}`, `{1}` … replaced by the arguments, or `{name}` by the properties of
 * a single object. The English text is the key: pass a literal, so that the bundle can be extracted from the source.
 */
export function t(message: string, ...args: readonly L10nArgument[]): string;
export function t(message: string, args: Readonly<Record<string, L10nArgument>>): string;
export function t(
  message: string,
  ...args: readonly (L10nArgument | Readonly<Record<string, L10nArgument>>)[]
): string {
  const text = bundle[message] ?? message;
  const first = args[0];
  if (first === undefined) return text;
  const named: Readonly<Record<string, L10nArgument>> =
    typeof first === 'object' ? first : Object.fromEntries(args.map((value, index) => [index, value as L10nArgument]));
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(named[name] ?? placeholder));
}
