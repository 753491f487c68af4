/** The small files in front of the Node bundles, which keep compiled code between runs. */
import { spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const cli = path.join(root, 'dist/cli/main.js');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const good = { code: 0, output: expect.stringContaining(version), errors: '' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'istio-workloads-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runVersion(argv: readonly string[], environment: Record<string, string>) {
  const result = spawnSync(process.execPath, [...argv, cli, '--version'], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { code: result.status, output: result.stdout.trim(), errors: result.stderr };
}

test.each(['dist/cli/main.js', 'dist/server/main.js'])('%s can be started by its name', (file) => {
  accessSync(path.join(root, file), constants.X_OK);
  expect(readFileSync(path.join(root, file), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});

describe('compiled code', () => {
  test('is kept, and used the next time', () => {
    const temporary = path.join(folder, 'kept');
    mkdirSync(temporary);
    expect(runVersion([], { TMPDIR: temporary }).code).toBe(0);
    const [cache] = readdirSync(temporary);
    const [file] = readdirSync(path.join(temporary, cache ?? ''));
    const absolute = path.join(temporary, cache ?? '', file ?? '');
    const before = statSync(absolute);
    expect(before.size).toBeGreaterThan(1000);
    expect(runVersion([], { TMPDIR: temporary })).toEqual(good);
    // It was neither missing nor refused, or it would have been written again.
    expect(statSync(absolute).ino).toBe(before.ino);
  });

  test('of an earlier version is removed', () => {
    const temporary = path.join(folder, 'older');
    mkdirSync(temporary);
    runVersion([], { TMPDIR: temporary });
    const [cache = ''] = readdirSync(temporary);
    const [file = ''] = readdirSync(path.join(temporary, cache));
    const absolute = path.join(temporary, cache, file);
    renameSync(absolute, absolute.replace(/-[0-9a-f]{16}-/, '-0123456789abcdef-'));
    expect(runVersion([], { TMPDIR: temporary })).toEqual(good);
    expect(readdirSync(path.join(temporary, cache))).toEqual([file]);
  });

  test('that is damaged is replaced', () => {
    const temporary = path.join(folder, 'damaged');
    mkdirSync(temporary);
    runVersion([], { TMPDIR: temporary });
    const [cache] = readdirSync(temporary);
    const [file] = readdirSync(path.join(temporary, cache ?? ''));
    const absolute = path.join(temporary, cache ?? '', file ?? '');
    writeFileSync(absolute, 'not code');
    expect(runVersion([], { TMPDIR: temporary })).toEqual(good);
    expect(statSync(absolute).size).toBeGreaterThan(1000);
  });

  test('of others is not used: a folder that everyone may write to is left alone', () => {
    const temporary = path.join(folder, 'open');
    const cache = path.join(temporary, `istio-workloads-${process.getuid?.() ?? 'cache'}`);
    mkdirSync(cache, { recursive: true });
    chmodSync(cache, 0o777);
    expect(runVersion([], { TMPDIR: temporary })).toEqual(good);
    expect(readdirSync(cache)).toEqual([]);
  });

  test('is not kept where the folder cannot be made, and that is no error', () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    expect(runVersion([], { TMPDIR: file })).toEqual(good);
  });

  test('is not kept for who says so', () => {
    const temporary = path.join(folder, 'disabled');
    mkdirSync(temporary);
    expect(runVersion([], { TMPDIR: temporary, NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(good);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
