import { describe, expect, test } from 'vitest';
import type { StatusParams } from '../../server/src/protocol.ts';
import { statusText } from './status-text.ts';

const ready: StatusParams = { state: 'ready', files: 3, resources: 12, errors: 0, warnings: 0 };

describe('the status item', () => {
  test('counts resources when all is well', () => {
    expect(statusText(ready)).toMatchObject({ text: 'Istio: 12 resources', click: 'mesh' });
  });

  test('speaks of one resource in the singular', () => {
    expect(statusText({ ...ready, resources: 1, files: 1 })).toMatchObject({
      text: 'Istio: 1 resource',
      details: ['1 resource in 1 file; errors: 0, warnings: 0'],
    });
  });

  test('adds problems by severity, and says them in words', () => {
    const text = statusText({ ...ready, errors: 1, warnings: 2 });
    expect(text?.text).toBe('Istio: 12 resources $(error) 1 $(warning) 2');
    expect(text?.label).toBe('Istio Workloads: 12 resources in 3 files; errors: 1, warnings: 2');
  });

  test('is absent where there is no resource and nothing to say', () => {
    expect(statusText({ ...ready, files: 0, resources: 0 })).toBeUndefined();
  });

  test('is there without resources when something was left out', () => {
    expect(statusText({ ...ready, files: 0, resources: 0, message: 'A limit.' })?.details).toContain('A limit.');
  });

  test('shows how far reading has come', () => {
    const text = statusText({ ...ready, state: 'indexing', indexed: 120, total: 300 });
    expect(text?.text).toBe('$(loading~spin) Istio: 120 of 300 files');
  });

  test('leads to the output after a failed analysis', () => {
    expect(statusText({ ...ready, state: 'error', message: 'The log says why.' })).toMatchObject({
      text: '$(error) Istio',
      click: 'output',
    });
  });

  test('tells starting from having stopped', () => {
    expect(statusText({ state: 'starting' })?.text).toBe('$(loading~spin) Istio');
    expect(statusText({ state: 'stopped' })).toMatchObject({ text: '$(error) Istio', click: 'restart' });
  });
});
