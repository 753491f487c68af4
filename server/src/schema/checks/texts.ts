/** Checks of single values: texts and numbers that must have a certain form. */

import { dereference } from '../../yaml/node-access.ts';
import type { ScalarNode } from '../../yaml/nodes.ts';
import type { Check, Checked } from '../checks.ts';
import { durationMs } from '../durations.ts';
import type { Form } from '../findings.ts';
import { schemeOf } from '../request-uri.ts';
import { isNull, numberOf } from '../scalars.ts';
import { jsonKey, keysOf } from './reading.ts';

const PORT_NAME = /^[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?$/;
const SCHEMES: ReadonlySet<string | undefined> = new Set(['', 'http', 'https', 'file', 'oci']);

export const TEXT_CHECKS: Readonly<Record<string, Check>> = {
  'duration-at-least-1ms': {
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'scalar') return;
      const duration = durationMs(node.text);
      if (duration === undefined || duration < 1) {
        checked.report({ code: 'invalid-duration', range: node, node, isParseable: duration !== undefined });
      }
    },
  },
  port: {
    run: (checked) => {
      const { node, document } = checked;
      if (node.kind !== 'scalar') return;
      const port = numberOf(node, document.text);
      if (port !== undefined && !isPort(port)) {
        checked.report({ code: 'out-of-range', range: node, node, minimum: 1, maximum: 65535 });
      }
    },
  },
  'port-keys': {
    run: (checked) => {
      if (checked.node.kind !== 'map') return;
      for (const { key, node } of keysOf(checked, checked.node)) {
        if (/^[-+]?[0-9]+$/.test(key)) {
          if (!isPort(Number(key))) {
            checked.report({ code: 'out-of-range', range: node, node, minimum: 1, maximum: 65535 });
          }
        } else reportForm(checked, node, 'port-key');
      }
    },
  },
  'port-names': {
    run: (checked) => {
      for (const pair of checked.pairs) {
        const node = dereference(pair.key);
        if (node?.kind !== 'scalar' || isNull(pair.value, checked.document.text)) continue;
        const name = jsonKey(node);
        if (name.length >= 63 || !PORT_NAME.test(name)) reportForm(checked, node, 'port-name');
      }
    },
  },
  'http-scheme': {
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'scalar') return;
      if (!['', 'HTTP', 'HTTPS'].includes(node.text)) {
        checked.report({ code: 'unknown-value', range: node, node, allowed: ['HTTP', 'HTTPS'], schema: undefined });
      }
    },
  },
  'http-url': textCheck('http-url', (text) => ['http', 'https'].includes(schemeOf(text) ?? '')),
  'module-url': textCheck('module-url', isModuleUrl),
  'plugin-url': textCheck('module-url', isModuleUrl),
  'no-lone-wildcard-host': textCheck('host-not-lone-wildcard', (text) => text !== '*'),
  'socket-path-absolute': textCheck(
    'absolute-socket',
    (text) => !text.startsWith('unix://') || /^unix:\/\/[/@]/.test(text),
  ),
  'socket-path-no-folder': textCheck('socket-file', (text) => !text.startsWith('unix://') || !text.endsWith('/')),
  'no-wildcard-in-keys': {
    run: (checked) => {
      if (checked.node.kind !== 'map') return;
      for (const { key, node } of keysOf(checked, checked.node)) {
        if (key.includes('*'))
          checked.report({ code: 'selector-wildcard', range: node, node, problem: 'wildcard-key' });
      }
    },
  },
  'no-empty-key': {
    run: (checked) => {
      if (checked.node.kind !== 'map') return;
      for (const { key, node } of keysOf(checked, checked.node)) {
        if (key === '') checked.report({ code: 'selector-wildcard', range: node, node, problem: 'empty-key' });
      }
    },
  },
  'no-wildcard': {
    run: (checked) => {
      const { node } = checked;
      if (node.kind !== 'scalar' || !node.text.includes('*')) return;
      checked.report({ code: 'selector-wildcard', range: node, node, problem: 'wildcard-value' });
    },
  },
};

function isPort(port: number): boolean {
  return port > 0 && port <= 65535;
}

function isModuleUrl(text: string): boolean {
  const scheme = schemeOf(text);
  return SCHEMES.has(scheme ?? schemeOf(`http://${text}`));
}

function textCheck(form: Form, isRight: (text: string) => boolean): Check {
  return {
    run: (checked) => {
      const { node } = checked;
      if (node.kind === 'scalar' && !isRight(node.text)) reportForm(checked, node, form);
    },
  };
}

function reportForm(checked: Checked, node: ScalarNode, form: Form): void {
  checked.report({ code: 'wrong-form', range: node, node, form });
}
