/** What a command sees of the process it runs in; tests pass their own. */
export interface Terminal {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** True if a person reads the results as they are printed, and nobody parses them. */
  readonly isInteractive: boolean;
  readonly usesColor: boolean;
  /** Width of the screen in cells; a fixed one where there is no screen, so that output does not depend on it. */
  readonly columns: number;
  /** Prints results. */
  readonly print: (text: string) => void;
  /** Prints one line about the run itself. */
  readonly note: (line: string) => void;
  /** All of standard input as UTF-8. */
  readonly readStandardInput: () => Promise<Uint8Array>;
}

/** Used where the output is no screen. */
export const DEFAULT_COLUMNS = 120;

/** Whether to print colours: never with `NO_COLOR`, always with `FORCE_COLOR`, else on a screen that has them. */
export function decideColor(env: Terminal['env'], isScreen: boolean): boolean {
  if (env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isScreen && env.TERM !== 'dumb';
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'cyan' | 'green';

const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  cyan: [36, 39],
};

/** Puts text into a style, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

/** The painter for a screen with or without colours. */
export function painter(usesColor: boolean): Paint {
  if (!usesColor) return (_style, text) => text;
  return (style, text) => {
    const [on, off] = CODES[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
