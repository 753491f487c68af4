/** What there is to read about a field: for the hover, and beside what completion offers. */
import { t } from '../l10n.ts';
import { documentationOf } from '../schema/documentation.ts';
import type { Limits, SchemaNode } from '../schema/schema-node.ts';
import type { SchemaField } from '../schema/schema-store.ts';
import { code } from './describe-resource.ts';

/** Numbers beyond this are no limit that anybody meets. */
const LARGE = 2 ** 31 - 1;

/**
 * Markdown: what the field is for, which values it takes, what holds without it, and where the reference speaks of it.
 * With `value`, one of the fixed values, what that means comes first. `undefined` where nobody has described the field.
 */
export function fieldText(field: SchemaField, value?: string): string | undefined {
  const documentation = documentationOf(field);
  if (!documentation) return undefined;
  const { text, link, values } = documentation;
  const meaning = value !== undefined && Object.hasOwn(values, value) ? values[value] : undefined;
  const parts = meaning !== undefined && value !== undefined ? [`${code(value)}: ${meaning}`, text] : [text];
  const allowed = field.node.enum ?? [];
  if (meaning !== undefined) {
    const others = allowed.filter((other) => other !== value).map(code);
    if (others.length > 0) parts.push(t('Other values: {0}.', others.join(', ')));
  } else if (allowed.length > 0) {
    parts.push(
      allowed.map((name) => `- ${code(name)}${Object.hasOwn(values, name) ? `: ${values[name]}` : ''}`).join('\n'),
    );
  }
  const facts = factsOf(field.node);
  if (facts.length > 0) parts.push(facts.join(' '));
  if (link !== undefined) parts.push(referenceLink(link));
  return parts.join('\n\n');
}

/** What one of the fixed values means; else what the field is for. */
export function valueText(field: SchemaField, value: string): string | undefined {
  const documentation = documentationOf(field);
  if (!documentation) return undefined;
  const { text, link, values } = documentation;
  const meaning = Object.hasOwn(values, value) ? values[value] : text;
  return link === undefined ? meaning : `${meaning}\n\n${referenceLink(link)}`;
}

/** Whether its text says that something else is to be written instead. */
export function isDeprecated(field: SchemaField): boolean {
  return documentationOf(field)?.text.startsWith('Deprecated') ?? false;
}

function referenceLink(link: string): string {
  return t('[Reference]({0})', link);
}

function factsOf(node: SchemaNode): string[] {
  const facts: string[] = [];
  const range = node.limits && rangeOf(node.limits);
  if (range !== undefined) facts.push(range);
  if (node.default !== undefined) facts.push(t('Default: {0}.', code(String(node.default))));
  return facts;
}

function rangeOf({ minimum, maximum }: Limits): string | undefined {
  if (maximum !== undefined && maximum < LARGE) return t('Allowed: {0} to {1}.', minimum ?? 0, maximum);
  return minimum !== undefined && minimum > 0 ? t('Allowed: {0} and more.', minimum) : undefined;
}
