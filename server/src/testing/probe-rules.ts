/**
 * Rules for tests that say all they see: their messages list what a resource selects and what selects it, so that the
 * tests of the index can compare views as text.
 */
import { WORKLOAD_KINDS } from '../model/kinds.ts';
import { defineRule, type Rule } from '../rules/define-rule.ts';
import { selectedWorkloads, selectorsOf } from '../simulation/selection.ts';
import type { ResourceEntry } from '../workspace/resource-entry.ts';

const docs = (): { summary: string; details: string; invalid: string; valid: string; sources: string[] } => ({
  summary: '',
  details: '',
  invalid: '',
  valid: '',
  sources: [],
});

const selects = defineRule({
  id: 'probe/selects',
  severity: 'hint',
  kinds: ['ServiceEntry', 'Service'],
  docs,
  check(resource, { entry, view, report }) {
    const selected = selectedWorkloads(view, entry) ?? [];
    report(resource.kindNode, `selects ${selected.map(nameOf).join(' ') || 'nothing'}`, {
      related: selected.map((workload) => ({ entry: workload, node: workload.resource.kindNode, message: 'selected' })),
    });
  },
});

const selectedBy = defineRule({
  id: 'probe/selected-by',
  severity: 'hint',
  kinds: WORKLOAD_KINDS,
  docs,
  check(resource, { entry, view, report }) {
    report(resource.kindNode, `selected by ${selectorsOf(view, entry).map(nameOf).join(' ') || 'nobody'}`);
  },
});

export const PROBE_RULES: readonly Rule[] = [selects, selectedBy];

/** `path/of/file.yaml:name`, short enough to read in an expectation. */
function nameOf(entry: ResourceEntry): string {
  const [, path] = /^file:\/\/\/[^/]+\/(.*)$/.exec(entry.file.uri) ?? [];
  return `${path ?? entry.file.uri}:${entry.resource.name}`;
}
