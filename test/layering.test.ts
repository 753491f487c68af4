import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf, layerViolations } from './layers.ts';

const root = path.resolve(import.meta.dirname, '..');

function sourceFiles(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.split(path.sep).join('/')}`);
}

const files = ['client/src', 'server/src'].flatMap(sourceFiles);

describe('the layers', () => {
  test('every file imports only from its left', () => {
    const violations = files.flatMap((file) => layerViolations(file, readFileSync(path.join(root, file), 'utf8')));
    expect(violations).toEqual([]);
  });

  test('the files are found', () => {
    expect(files).toContain('server/src/l10n.ts');
  });
});

describe('an import is found', () => {
  test.each([
    ["import { a } from './a.ts';", './a.ts', false],
    ["import a from './a.ts'", './a.ts', false],
    ["import * as a from './a.ts';", './a.ts', false],
    ["import type { A } from './a.ts';", './a.ts', true],
    ["import {\n  a,\n  type B,\n} from './a.ts';", './a.ts', false],
    ["import './a.ts';", './a.ts', false],
    ["export * from './a.ts';", './a.ts', false],
    ["export type { A } from './a.ts';", './a.ts', true],
    ["const a = await import('./a.ts');", './a.ts', false],
    ["const fs = require('fs');", 'fs', false],
    ["let x = 1;\nimport { a } from './a.ts';", './a.ts', false],
  ])('%s', (source, specifier, isType) => {
    expect(importsOf(source)).toEqual([{ specifier, isType }]);
  });

  test('but not in a comment', () => {
    expect(importsOf("// import { a } from './a.ts';\n/* import { b } from './b.ts'; */")).toEqual([]);
  });

  test('and several in one file', () => {
    const source = "import type { A } from './a.ts';\nimport { b } from './b.ts';\n\nexport const c = 'from here';\n";
    expect(importsOf(source).map((statement) => statement.specifier)).toEqual(['./a.ts', './b.ts']);
  });
});

describe('accepted', () => {
  test.each([
    ['server/src/yaml/parse.ts', "import { parseDocument } from 'yaml';"],
    ['server/src/yaml/parse.ts', "import { offsetAt } from '../text/positions.ts';"],
    ['server/src/model/decode/service.ts', "import type { MapNode } from '../../yaml/nodes.ts';"],
    ['server/src/rules/service-entry/a.ts', "import { defineRule } from '../define-rule.ts';"],
    ['server/src/rules/service-entry/a.ts', "import { t } from '../../l10n.ts';"],
    ['server/src/problem.ts', "import type { RelativeRange } from './yaml/nodes.ts';"],
    ['server/src/features/hover.ts', "import type { Engine } from '../engine.ts';"],
    ['server/src/features/hover.ts', "import type { MarkupContent } from 'vscode-languageserver-types';"],
    ['server/src/lsp/connection.ts', "import { createEngine } from '../engine.ts';"],
    ['server/src/lsp/connection.ts', "import type { Connection } from 'vscode-languageserver';"],
    ['server/src/node/main.ts', "import { createConnection } from 'vscode-languageserver/node';"],
    ['server/src/node/cluster/watch.ts', "import { KubeConfig } from '@kubernetes/client-node';"],
    ['server/src/cli/main.ts', "import { readFile } from 'node:fs/promises';"],
    ['server/src/testing/check-rule.ts', "import { expect } from 'vitest';"],
    ['server/src/yaml/parse.test.ts', "import { readFileSync } from 'node:fs';"],
    ['client/src/node/main.ts', "import { LanguageClient } from 'vscode-languageclient/node';"],
    ['client/src/extension.ts', "import { statusNotification } from '../../server/src/protocol.ts';"],
  ])('%s: %s', (file, source) => {
    expect(layerViolations(file, source)).toEqual([]);
  });
});

describe('refused', () => {
  test.each([
    ['server/src/text/positions.ts', "import type { YamlNode } from '../yaml/nodes.ts';"],
    ['server/src/model/labels.ts', "import { store } from '../schema/schema-store.ts';"],
    ['server/src/workspace/index.ts', "import { runRules } from '../rules/run-rules.ts';"],
    ['server/src/rules/service-entry/a.ts', "import { provideHover } from '../../features/hover.ts';"],
    ['server/src/engine.ts', "import { provideHover } from './features/hover.ts';"],
    ['server/src/features/hover.ts', "import { MarkupKind } from 'vscode-languageserver-types';"],
    ['server/src/rules/a/b.ts', "import type { Range } from 'vscode-languageserver-types';"],
    ['server/src/engine.ts', "import type { Connection } from 'vscode-languageserver';"],
    ['server/src/engine.ts', "import { performance } from 'node:perf_hooks';"],
    ['server/src/engine.ts', "import path from 'path';"],
    ['server/src/workspace/scan.ts', "const fs = await import('node:fs');"],
    ['server/src/model/resource.ts', "import { parse } from 'yaml';"],
    ['server/src/cli/check.ts', "import { parse } from 'yaml';"],
    ['server/src/cli/check.ts', "import { start } from '../node/main.ts';"],
    ['server/src/lsp/connection.ts', "import { createConnection } from 'vscode-languageserver/node';"],
    ['server/src/browser/main.ts', "import { readFile } from 'node:fs/promises';"],
    ['server/src/node/main.ts', "import { KubeConfig } from '@kubernetes/client-node';"],
    ['server/src/node/main.ts', "import * as vscode from 'vscode';"],
    ['server/src/engine.ts', "import { fixture } from './testing/fixture.ts';"],
    ['server/src/engine.ts', "import { t } from './l10n';"],
    ['server/src/l10n.ts', "import { split } from './yaml/split-documents.ts';"],
    ['server/src/extra/a.ts', "import { split } from '../yaml/split-documents.ts';"],
    ['server/src/engine.ts', "import { extra } from './extra/a.ts';"],
    ['server/src/engine.ts', "import settings from '../../package.json';"],
    ['client/src/extension.ts', "import { createEngine } from '../../server/src/engine.ts';"],
    ['client/src/extension.ts', "import { LanguageClient } from 'vscode-languageclient/node';"],
    ['client/src/browser/main.ts', "import path from 'node:path';"],
    ['client/src/extension.ts', "import { start } from './node/main.ts';"],
    ['client/src/extension.ts', "import { parse } from 'yaml';"],
  ])('%s: %s', (file, source) => {
    expect(layerViolations(file, source)).toHaveLength(1);
  });
});
