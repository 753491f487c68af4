import type { Command } from '../command.ts';
import { check } from './check.ts';
import { endpoints } from './endpoints.ts';
import { explain } from './explain.ts';
import { graph } from './graph.ts';
import { register } from './register.ts';
import { rules } from './rules.ts';
import { trace } from './trace.ts';

/** All subcommands, in the order of the help. */
export const COMMANDS: readonly Command[] = [check, endpoints, trace, register, graph, rules, explain];
