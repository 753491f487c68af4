/** What package.json promises to VS Code, compared with what the code does. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../server/src/lsp/settings.ts';
import { SHOW_MESH_COMMAND } from '../../server/src/protocol.ts';
import {
  NEW_RESOURCE_COMMAND,
  NEW_RESOURCE_FILE_COMMAND,
  RESTART_SERVER_COMMAND,
  SHOW_OUTPUT_COMMAND,
} from './commands/names.ts';

const root = path.resolve(import.meta.dirname, '../..');
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const manifest = readJson('package.json');
const texts: Record<string, string> = readJson('package.nls.json');
const properties: Record<string, { scope?: string; default?: unknown }> = manifest.contributes.configuration.properties;

/** `{a: {b: 1}}` as `{'a.b': 1}`, where the setting of that name exists. */
function flatten(value: unknown, name: string): Record<string, unknown> {
  if (name in properties || typeof value !== 'object' || value === null) return { [name]: value };
  return Object.assign({}, ...Object.entries(value).map(([key, child]) => flatten(child, `${name}.${key}`)));
}

describe('the settings', () => {
  test('are those that the server reads, with the same defaults, and the trace', () => {
    const defaults = Object.fromEntries(Object.entries(properties).map(([name, setting]) => [name, setting.default]));
    expect(defaults).toEqual({
      ...flatten(DEFAULT_SETTINGS, 'istioWorkloads'),
      'istioWorkloads.trace.server': 'messages',
    });
  });

  test('hold for the window: the server asks for them once for all folders', () => {
    expect(new Set(Object.values(properties).map((setting) => setting.scope))).toEqual(new Set(['window']));
  });
});

describe('the commands', () => {
  const commands: { command: string; category: string; enablement?: string }[] = manifest.contributes.commands;

  test('are those that the extension registers for people', () => {
    const names = [...BEGINNINGS, RESTART_SERVER_COMMAND, SHOW_MESH_COMMAND, SHOW_OUTPUT_COMMAND];
    expect(commands.map((entry) => entry.command).sort()).toEqual(names.sort());
  });

  test('stand under the name of the extension, once it is active', () => {
    for (const { command, category, enablement } of commands) {
      const isBeginning = BEGINNINGS.includes(command);
      expect([category, enablement]).toEqual(['%category%', isBeginning ? undefined : ACTIVE]);
    }
  });

  test('no menu names another', () => {
    const menus: Record<string, { command: string }[]> = manifest.contributes.menus;
    const known = commands.map(({ command }) => command);
    const named = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    expect(named.filter((command) => !known.includes(command))).toEqual([]);
  });
});

/** With these a person begins; nothing has to be there before, and VS Code wakes the extension up. */
const BEGINNINGS = [NEW_RESOURCE_COMMAND, NEW_RESOURCE_FILE_COMMAND];

const ACTIVE = 'istioWorkloads.isActive';

test('the extension wakes up for YAML only', () => {
  expect(manifest.activationEvents).toEqual(['onLanguage:yaml']);
});

test('it works in folders that are not trusted or not on a disk', () => {
  expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
  expect(manifest.capabilities.virtualWorkspaces).toBe(true);
});

test('every text is there, and none is left over', () => {
  const used = [...JSON.stringify(manifest).matchAll(/"%([\w./-]+)%"/g)].map((match) => match[1] ?? '');
  expect([...new Set(used)].sort()).toEqual(Object.keys(texts).sort());
});

test('the icon is small', () => {
  const icon = path.join(root, manifest.icon);
  expect(existsSync(icon)).toBe(true);
  expect(statSync(icon).size).toBeLessThan(20_000);
});
