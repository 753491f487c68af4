/** SARIF 2.1.0 (OASIS), for code scanning and report viewers. */
import type { Range } from '../../engine.ts';
import { encodePath } from '../../lsp/uri-names.ts';
import type { Severity } from '../../problem.ts';
import { type BookEntry, ruleBook } from '../../rules/rule-book.ts';
import { PROGRAM } from '../command.ts';
import type { CheckResult, Finding } from '../finding.ts';
import { toUri } from '../inputs.ts';
import { packageVersion } from '../package-version.ts';
import type { FormatContext } from './format.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const BASE = '%SRCROOT%';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** Prints the result as one SARIF log with one run. */
export function printSarif(result: CheckResult, { terminal }: FormatContext): void {
  const book = ruleBook();
  const indexes = new Map(book.map((entry, index) => [entry.id, index]));
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: PROGRAM, semanticVersion: packageVersion(), rules: book.map(toDescriptor) },
        },
        originalUriBaseIds: { [BASE]: { description: { text: 'The working directory of the run.' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true }],
        results: result.findings.map((finding) => toResult(finding, indexes, toUri(terminal.cwd))),
      },
    ],
  };
  terminal.print(`${JSON.stringify(log, undefined, 2)}\n`);
}

function toDescriptor(entry: BookEntry): unknown {
  const { summary, details } = entry.docs();
  return {
    id: entry.id,
    shortDescription: { text: summary },
    help: { text: details === '' ? summary : details, markdown: details === '' ? summary : details },
    defaultConfiguration: { level: LEVELS[entry.severity] },
    properties: { tags: [...(entry.codes ?? [])] },
  };
}

function toResult(finding: Finding, indexes: ReadonlyMap<string, number>, cwdUri: string): unknown {
  const index = indexes.get(finding.rule);
  return {
    ruleId: finding.rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [
      {
        physicalLocation: toPhysicalLocation(finding, cwdUri),
        ...(finding.resource ? { logicalLocations: [toLogicalLocation(finding.resource)] } : {}),
      },
    ],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map((place, id) => ({
            id,
            physicalLocation: toPhysicalLocation(place, cwdUri),
            message: { text: place.message },
          })),
        }),
    properties: { severity: finding.severity, codes: finding.codes, rejects: finding.rejects },
  };
}

function toPhysicalLocation(
  place: { readonly file: string; readonly uri: string; readonly range: Range },
  cwdUri: string,
): unknown {
  const isBelowCwd = place.uri.startsWith(`${cwdUri}/`);
  const { start, end } = place.range;
  return {
    artifactLocation: isBelowCwd ? { uri: encodePath(place.file), uriBaseId: BASE } : { uri: place.uri },
    region: {
      startLine: start.line + 1,
      startColumn: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    },
  };
}

function toLogicalLocation(resource: NonNullable<Finding['resource']>): unknown {
  const { kind, namespace, name } = resource;
  return {
    name: name === '' ? kind : name,
    fullyQualifiedName: [kind, namespace, name].filter((part) => part !== undefined && part !== '').join('/'),
    kind: 'resource',
  };
}
