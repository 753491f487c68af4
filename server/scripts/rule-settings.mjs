// The setting `istioWorkloads.rules` knows every rule by name, so that the editor can complete and explain it.

const SETTING = 'istioWorkloads.rules';
const PREFIX = 'setting.rule.';

/** `text` of package.json with one entry a rule in the setting. */
export function manifestWithRules(text, ids) {
  const manifest = JSON.parse(text);
  const setting = manifest.contributes.configuration.properties[SETTING];
  const levels = setting.additionalProperties.enum;
  setting.properties = Object.fromEntries(
    ids.map((id) => [id, { type: 'string', enum: levels, description: `%${keyOf(id)}%` }]),
  );
  return format(manifest);
}

/** `text` of package.nls.json with what each rule demands; `summaries` by id. */
export function textsWithRules(text, summaries) {
  const others = Object.entries(JSON.parse(text)).filter(([key]) => !key.startsWith(PREFIX));
  return format(Object.fromEntries([...others, ...[...summaries].map(([id, summary]) => [keyOf(id), summary])]));
}

function keyOf(id) {
  return `${PREFIX}${id.replace('/', '.')}`;
}

function format(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
