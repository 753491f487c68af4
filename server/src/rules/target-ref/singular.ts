import { t } from '../../l10n.ts';
import type { PlacedEdit } from '../../problem.ts';
import type { ResourceEntry } from '../../workspace/resource-entry.ts';
import type { PairNode } from '../../yaml/nodes.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { replaceText } from '../edits.ts';
import { isSet, setPair } from '../field-access.ts';

export default defineFieldRule({
  id: 'target-ref/singular',
  alias: 'pol-targetref-singular',
  severity: 'hint',
  kinds: ['AuthorizationPolicy', 'RequestAuthentication', 'Telemetry', 'WasmPlugin'],
  at: ['AuthorizationPolicy:spec', 'RequestAuthentication:spec', 'Telemetry:spec', 'WasmPlugin:spec'],
  docs: () => ({
    summary: t('`targetRef` has been replaced by the list `targetRefs`; it still works.'),
    details: t(
      'A policy can have several targets today, and the list is the form that is documented. One item in it means the same as the old field.',
    ),
    invalid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  targetRef:
    kind: Service
    name: whoami
  rules:
    - {}
`,
    valid: `
//- whoami-access.yaml
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: whoami-access
spec:
  targetRefs:
    - kind: Service
      name: whoami
  rules:
    - {}
`,
    sources: ['istio/api: type/v1beta1/selector.proto, PolicyTargetReference'],
  }),
  check({ node: spec }, { entry, report }) {
    if (spec.kind !== 'map') return;
    const pair = setPair(spec, 'targetRef');
    if (!pair || isSet(spec, 'targetRefs')) return;
    report(pair.key, t('"targetRef" is the old form of "targetRefs", a list of the same.'), {
      fixes: () => {
        const edits = listEdits(entry, pair);
        return edits ? [{ title: t('Change to a list "targetRefs"'), edits, isPreferred: true }] : [];
      },
    });
  },
});

/** Makes the map of the pair the only item of a list; `undefined` where the text does not allow it. */
function listEdits(entry: ResourceEntry, { key, value }: PairNode): readonly PlacedEdit[] | undefined {
  const { text } = entry.resource.document;
  if (key.kind !== 'scalar' || value?.kind !== 'map') return undefined;
  const name = { start: key.end, end: key.end };
  const quote = /["']/.exec(text.charAt(key.end - 1));
  if (quote) name.start = name.end = key.end - 1;
  const plural = replaceText(entry, name, 's');
  if (value.flow) {
    const ends = [replaceText(entry, { start: value.start, end: value.start }, '[')];
    return [plural, ...ends, replaceText(entry, { start: value.end, end: value.end }, ']')];
  }
  const edits = [plural];
  const first = value.pairs[0];
  // Other places may follow an anchor.
  if (!first || text.slice(key.end, first.key.start).includes('&')) return undefined;
  if (/\S/.test(text.slice(text.lastIndexOf('\n', first.key.start) + 1, first.key.start))) return undefined;
  edits.push(replaceText(entry, { start: first.key.start, end: first.key.start }, '- '));
  for (let at = text.indexOf('\n', first.key.start); at >= 0 && at + 1 < value.end; at = text.indexOf('\n', at + 1)) {
    // Lines without text stay as they are.
    if (/^[ \t]*\S/.test(text.slice(at + 1, value.end))) {
      edits.push(replaceText(entry, { start: at + 1, end: at + 1 }, '  '));
    }
  }
  return edits;
}
