import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { BROKEN, CLI, folderWith, plainEnvironment, runCli } from './run-cli.ts';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n';

describe('bad input ends with 0 or 1 and no complaint about the program:', () => {
  test.each<[string, () => string | Uint8Array]>([
    ['nothing', () => ''],
    ['bytes of all kinds', () => Uint8Array.from({ length: 100_000 }, (_, index) => 1 + ((index * 7919) % 255))],
    [
      'a map with 100,000 keys',
      () => `${HEAD}data:\n${Array.from({ length: 100_000 }, (_, i) => `  k${i}: v\n`).join('')}`,
    ],
    ['a key that stands 100,000 times', () => `${HEAD}data:\n${'  k: v\n'.repeat(100_000)}`],
    ['10,000 nested lists', () => `${HEAD}data: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
    ['10,000 open maps', () => `${HEAD}data: ${'{a: '.repeat(10_000)}\n`],
    ['10,000 nested sequences', () => `${HEAD}data:\n  ${'- '.repeat(10_000)}x\n`],
    ['aliases of aliases', () => `${HEAD}a0: &a0 [x,x]\n${aliasBomb(40)}`],
    ['a line of 5 MB', () => `${HEAD}data: {k: ${'x'.repeat(5_000_000)}}\n`],
    ['a broken line of 5 MB', () => `${HEAD}data: {k: "${'x y: '.repeat(1_000_000)}\n`],
    ['20,000 documents', () => `---\n${HEAD}`.repeat(20_000)],
  ])('%s', (_, make) => {
    const outcome = runCli(['check', '-'], { input: make() });
    expect(outcome.stderr).toBe('');
    expect([0, 1]).toContain(outcome.code);
  });

  function aliasBomb(depth: number): string {
    let text = '';
    for (let level = 1; level <= depth; level++) text += `a${level}: &a${level} [*a${level - 1},*a${level - 1}]\n`;
    return text;
  }
});

test('a finding in a line of 5 MB is shown with what is around it only', () => {
  const input = `${HEAD}data: {${'k: v, '.repeat(50_000)}"${'x'.repeat(5_000_000)}": v}\n`;
  const { stdout } = runCli(['check', '-'], { input });
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThan(300);
});

test('a reader that has seen enough ends it quietly', async () => {
  const files = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`${index}.yaml`, BROKEN]));
  const child = spawn(process.execPath, [CLI, 'check', '--format', 'json'], {
    cwd: folderWith(files),
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect(stderr).toBe('');
  expect(code).toBe(1);
});

test('an interrupt ends it quietly', async () => {
  const child = spawn(process.execPath, [CLI, 'check', '-', '--stats'], { env: plainEnvironment() });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
    });
  }
  child.stdin.write(BROKEN);
  await once(child, 'spawn');
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'close');
  expect([code, signal]).toEqual([null, 'SIGINT']);
  expect(output).toBe('');
});
