/** The form of `trace` for people: a block a request, a line a decision, what follows from it indented, and how it ends. */
import { t } from '../../l10n.ts';
import { objectName } from '../../simulation/mesh/explain.ts';
import type { ClusterEnd, Decision, MeshRequest, TraceAnswer, TraceStep } from '../../simulation/routes/request.ts';
import type { TraceReport } from '../commands/trace-requests.ts';
import type { PlaceNames } from '../simulated-mesh.ts';
import { type Paint, painter, type Style, type Terminal } from '../terminal.ts';
import { cellsOf, padCells, withoutControls } from './cells.ts';

export function printTraceText(report: TraceReport, terminal: Terminal): void {
  const paint = painter(terminal.usesColor);
  const { traces, places } = report;
  const blocks = traces.map(({ request, answer }) => traceBlock(request, answer, places, paint));
  if (!report.isQuiet) blocks.push(...notes(report, paint));
  terminal.print(`${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

function traceBlock(request: MeshRequest, answer: TraceAnswer, places: PlaceNames, paint: Paint): string[] {
  const { steps, ends } = answer;
  const width = Math.max(...steps.map(({ decision }) => cellsOf(titleOf(decision))));
  const lines = [`${paint('bold', safe(requestText(request)))}  ${paint('dim', safe(senderText(request)))}`, ''];
  let shown: Decision | undefined;
  let end = 0;
  for (const step of steps) {
    const isNew = !step.isDetail && step.decision !== shown;
    if (isNew) shown = step.decision;
    const title = paint('cyan', padCells(isNew ? titleOf(step.decision) : '', width));
    const isFailure = step.decision === 'endpoints' && !step.isDetail && ends[end++]?.failure !== undefined;
    lines.push(`  ${title}  ${stepText(step, isFailure, places, paint)}`);
  }
  lines.push('', `  ${paint('bold', '→')} ${outcomeText(answer, paint)}`);
  return lines;
}

function stepText({ isDetail, what, place }: TraceStep, isFailure: boolean, places: PlaceNames, paint: Paint): string {
  const text = safe(what);
  const where = place ? `  ${paint('dim', safe(places.short(places.of(place.object, place.path))))}` : '';
  return `${isDetail ? '  ' : ''}${isFailure ? paint('red', text) : text}${where}`;
}

function requestText({ protocol, host, address, port, path, headers }: MeshRequest): string {
  const to = host === '' ? (address ?? '') : host;
  const target = `${to}${/:\d+$/.test(to) ? '' : `:${port}`}`;
  if (protocol === 'tcp') return `tcp://${target}`;
  if (protocol === 'tls') return `https://${target}${path === '/' ? '' : path}`;
  return `${headers[':method'] ?? 'GET'} http://${target}${path}`;
}

function senderText({ from, namespace, labels, address, headers }: MeshRequest): string {
  const facts = [
    from === 'gateway'
      ? t('at the gateway in namespace {0}', namespace)
      : t('from a workload in namespace {0}', namespace),
    ...Object.entries(labels).map(([key, value]) => `${key}: ${value}`),
  ];
  if (address !== undefined) facts.push(t('to the address {0}', address));
  const shown = Object.entries(headers).filter(([name]) => name !== ':method');
  if (shown.length > 0) facts.push(t('with {0}', shown.map(([name, value]) => `${name}: ${value}`).join(', ')));
  return facts.join(' · ');
}

function titleOf(decision: Decision): string {
  switch (decision) {
    case 'scope':
      return t('scope');
    case 'port':
      return t('port');
    case 'listener':
      return t('listener');
    case 'filter-chain':
      return t('connection');
    case 'virtual-host':
      return t('host');
    case 'virtual-service':
      return t('virtual service');
    case 'rule':
      return t('rule');
    case 'destination':
      return t('destination');
    case 'endpoints':
      return t('endpoints');
  }
}

function outcomeText({ outcome, detail = '', ends }: TraceAnswer, paint: Paint): string {
  switch (outcome) {
    case 'route':
      return ends.length === 0
        ? paint('red', t('503: no destination has a weight'))
        : ends.map((end) => endText(end, ends.length === 1, paint)).join(', ');
    case 'redirect':
      return paint('green', safe(t('redirect: {0}', detail)));
    case 'direct-response':
      return paint(detail.startsWith('5') ? 'red' : 'green', safe(t('the proxy answers {0}', detail)));
    case 'no-route':
      return paint('red', t('404: nothing routes this request'));
    case 'passthrough':
      return paint('yellow', t('out of the mesh, to where the client sent it'));
    case 'blackhole':
      return paint('red', t('the connection is cut: unknown destinations are not allowed'));
    case 'no-listener':
      return paint('red', t('the connection is refused: nobody listens on this port'));
    case 'no-filter-chain':
      return paint('red', t('the connection is cut: no server is for this name'));
    case 'connection-error':
      return paint('red', t('the connection fails: it is not what the server expects'));
  }
}

function endText({ cluster, share, found, failure }: ClusterEnd, isOnly: boolean, paint: Paint): string {
  const part = isOnly ? '' : `${t('{0} %', (Math.round(share * 1000) / 10).toString())} `;
  if (failure !== undefined) return paint('red', safe(`${part}${failure}`));
  const count = found?.groups.reduce((sum, { members }) => sum + members.length, 0) ?? 0;
  const target = found?.subset
    ? t('{0} subset {1}', `${found.service.host}:${found.port.number}`, found.subset.name)
    : `${found?.service.host ?? cluster}:${found?.port.number ?? ''}`;
  const style: Style = 'green';
  if (count === 0) return paint(style, safe(`${part}${target}`));
  return paint(
    style,
    safe(`${part}${count === 1 ? t('{0}, 1 endpoint', target) : t('{0}, {1} endpoints', target, count)}`),
  );
}

/** What all answers rest on, after them: who is left out, and what was assumed. */
function notes({ assumptions, mesh, places }: TraceReport, paint: Paint): string[][] {
  const blocks: string[][] = [];
  if (mesh.rejected.length > 0) {
    blocks.push([
      paint('red', t('refused, and left out')),
      ...mesh.rejected.map(({ object, reason }) => {
        const where = safe(places.short(places.ofRefusal(object.entry)));
        return `  ${safe(objectName(object))}  ${safe(reason)}  ${paint('dim', where)}`;
      }),
    ]);
  }
  const title = t('assumed');
  const width = cellsOf(title) + 2;
  blocks.push(assumptions.map((text, index) => paint('dim', padCells(index === 0 ? title : '', width) + safe(text))));
  return blocks.filter((lines) => lines.length > 0);
}

function safe(text: string): string {
  return withoutControls(text);
}
