/** The formats of `check`; each is loaded only when it is asked for. */
import type { Engine } from '../../engine.ts';
import type { CheckResult } from '../finding.ts';
import type { Terminal } from '../terminal.ts';

export const FORMATS = ['text', 'json', 'sarif', 'github'] as const;
export type FormatName = (typeof FORMATS)[number];

export interface FormatContext {
  /** The engine that holds the texts the findings are about. */
  readonly engine: Engine;
  readonly terminal: Terminal;
  readonly elapsedMs: number;
  readonly isQuiet: boolean;
}

/** Prints a result. */
export type Format = (result: CheckResult, context: FormatContext) => void;

/** The printer of a format. */
export async function loadFormat(name: FormatName): Promise<Format> {
  switch (name) {
    case 'text':
      return (await import('./text.ts')).printText;
    case 'json':
      return (await import('./json.ts')).printJson;
    case 'sarif':
      return (await import('./sarif.ts')).printSarif;
    case 'github':
      return (await import('./github.ts')).printGithub;
  }
}
