/** `istio-workloads graph`: the mesh as a graph, for a picture or a program. */
import { t } from '../../l10n.ts';
import { lastValue, type ParsedArguments } from '../arguments.ts';
import { type Command, type CommandDescription, type ExitCode, PROGRAM } from '../command.ts';
import type { Terminal } from '../terminal.ts';

/** `text`, which every command has, is Mermaid here. */
const FORMATS = ['mermaid', 'dot', 'json', 'text'] as const;

export const graph: Command = { name: 'graph', describe, run };

function describe(): CommandDescription {
  return {
    operands: '[PATH…]',
    summary: t('Draws the mesh: gateways, VirtualServices, hosts, subsets and workloads.'),
    details: [
      t('PATH is a file, a folder or "-" for standard input; without one, the working directory is read.'),
      t('All that is read makes one mesh. Resources that Istio refuses are left out and named.'),
    ],
    options: [
      { name: '--format', value: 'FORMAT', choices: FORMATS, help: t('mermaid (the default), dot or json.') },
      { name: '--quiet', short: '-q', help: t('Print no notes.') },
      { name: '--stats', help: t('Print files, documents, time and peak memory on standard error.') },
    ],
    examples: [
      { line: `${PROGRAM} graph mesh/ > mesh.mmd`, explanation: t('Write a diagram for a Markdown page.') },
      { line: `${PROGRAM} graph --format dot | dot -Tsvg > mesh.svg`, explanation: t('Make a picture with Graphviz.') },
    ],
  };
}

async function run(parsed: ParsedArguments, terminal: Terminal): Promise<ExitCode> {
  const startedAt = performance.now();
  const paths = parsed.positionals.length > 0 ? parsed.positionals : ['.'];
  const isQuiet = parsed.values.has('--quiet');
  const { simulateMesh } = await import('../simulated-mesh.ts');
  const { meshGraph } = await import('../../simulation/graph.ts');
  const { mesh, places, counts, readMs } = await simulateMesh(paths, isQuiet, terminal);
  const drawn = meshGraph(mesh);
  if (!isQuiet) {
    for (const { object, reason } of mesh.rejected) {
      const where = places.short(places.ofRefusal(object.entry));
      terminal.note(
        `${PROGRAM}: ${t('{0} {1} is refused and left out: {2} ({3})', object.kind, object.name, reason, where)}`,
      );
    }
  }
  switch (lastValue(parsed, '--format')) {
    case 'json':
      terminal.print((await import('../formats/graph-json.ts')).graphJson(drawn, places));
      break;
    case 'dot':
      terminal.print((await import('../formats/graph-dot.ts')).graphDot(drawn));
      break;
    default:
      terminal.print((await import('../formats/graph-mermaid.ts')).graphMermaid(drawn));
  }
  if (parsed.values.has('--stats')) {
    const { stats } = await import('../read-files.ts');
    terminal.note(stats(counts, readMs, performance.now() - startedAt));
  }
  return 0;
}
