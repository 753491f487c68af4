// `npm run new-rule -- kind/what-is-wrong`: writes the two files of a rule and takes it into the registry.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { camelCase, generate } from './generate.mjs';
import { ensureTools, root } from './install.mjs';

const idForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The rule's own file: it says nothing until its `check` is written. */
export function ruleText(id) {
  const [folder] = id.split('/');
  const kind = pascalCase(folder);
  return `import { t } from '../../l10n.ts';
import { defineRule } from '../define-rule.ts';

export default defineRule({
  id: '${id}',
  severity: 'warning',
  kinds: ['${kind}'],
  docs: () => ({
    summary: t('What must hold, and what happens otherwise, in one sentence.'),
    details: t('Why Istio behaves this way, and what to do.'),
    invalid: \`${exampleOf(folder, kind)}\`,
    valid: \`${exampleOf(folder, kind)}\`,
    sources: [],
  }),
  check() {},
});
`;
}

function exampleOf(folder, kind) {
  return `
//- ${folder}.yaml
apiVersion: networking.istio.io/v1
kind: ${kind}
metadata: {name: example, namespace: default}
spec: {}
`;
}

export function testText(id) {
  const [folder, file] = id.split('/');
  const kind = pascalCase(folder);
  return `import { test } from 'vitest';
import { checkRule } from '../../testing/check-rule.ts';
import rule from './${file}.ts';

test('says nothing about an ordinary ${kind}', () => {
  checkRule(
    rule,
    \`${exampleOf(folder, kind)}\`,
  );
});
`;
}

function pascalCase(name) {
  const camel = camelCase(name);
  return camel[0].toUpperCase() + camel.slice(1);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  ensureTools(import.meta.url);
  const [id, ...rest] = process.argv.slice(2);
  if (id === undefined || rest.length > 0 || !idForm.test(id)) {
    console.error('Usage: npm run new-rule -- kind/what-is-wrong   for example service-entry/selector-near-miss');
    process.exit(2);
  }
  const file = path.join(root, 'server/src/rules', `${id}.ts`);
  const testFile = file.replace(/\.ts$/, '.test.ts');
  if (existsSync(file) || existsSync(testFile)) {
    console.error(`The rule "${id}" exists already: ${path.relative(root, file)}`);
    process.exit(1);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, ruleText(id));
  writeFileSync(testFile, testText(id));
  for (const written of [file, testFile].map((absolute) => path.relative(root, absolute)).concat(await generate())) {
    console.log(`new-rule ${written}: ${readFileSync(path.join(root, written), 'utf8').split('\n').length - 1} lines`);
  }
}
