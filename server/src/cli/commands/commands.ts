import type { Command } from '../command.ts';
import { check } from './check.ts';
import { explain } from './explain.ts';
import { rules } from './rules.ts';

/** All subcommands, in the order of the help. */
export const COMMANDS: readonly Command[] = [check, rules, explain];
