import { t } from '../../l10n.ts';
import { byteLength } from '../../schema/checks/metadata.ts';
import { defineFieldRule } from '../define-field-rule.ts';
import { textAt } from '../field-access.ts';

const MAX_BYTES = 65536;

export default defineFieldRule({
  // The rest of `te-one-of`, and all of `wasm-url` and `wasm-fields`, is said in schema/.
  id: 'extension/lua-too-long',
  alias: 'te-one-of',
  severity: 'error',
  rejects: true,
  kinds: ['TrafficExtension'],
  at: ['TrafficExtension:spec.lua'],
  docs: () => ({
    summary: t('A Lua script has at most 64 KiB; Istio refuses a longer one.'),
    details: t(
      'The limit is in bytes, and letters outside of ASCII have two to four of them. Longer programs belong into a Wasm module.',
    ),
    invalid: `
//- whoami-lua.yaml
apiVersion: extensions.istio.io/v1alpha1
kind: TrafficExtension
metadata:
  name: whoami-lua
spec:
  lua:
    inlineCode: "-- ${'ü'.repeat(33000)}"
`,
    valid: `
//- whoami-lua.yaml
apiVersion: extensions.istio.io/v1alpha1
kind: TrafficExtension
metadata:
  name: whoami-lua
spec:
  lua:
    inlineCode: "-- ü"
`,
    sources: ['istio: pkg/config/validation/validation.go, validateLuaConfig'],
  }),
  check({ node, where }, { report }) {
    if (node.kind !== 'map') return;
    const code = textAt(node, 'inlineCode');
    if (!code || byteLength(code.value) <= MAX_BYTES) return;
    report(where, t('This script is longer than 64 KiB; Istio refuses it.'));
  },
});
