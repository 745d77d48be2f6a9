import type { ServeEvent } from '../model/serve-event.js';
import { columns, copied, count } from './align.js';

/** The line that others put into their policy, and what it is for. */
export function showNewWitness(
  { name, vkey, folder }: { readonly name: string; readonly vkey: string; readonly folder: string },
  url: string | undefined,
): string {
  return [
    `${name} is a witness now. Others put this line into their trust policy:`,
    '',
    copied(`witness ${name} ${vkey}${url === undefined ? '' : ` ${url}`}`),
    '',
    `Key and memory: ${folder}`,
    'next: tend witness add ORIGIN --key VKEY --remote GIT, then by cron: tend witness run (or all the time: tend witness serve)',
  ].join('\n');
}

interface ShownWitness {
  readonly name: string;
  readonly vkey: string;
  readonly logs: readonly {
    readonly origin: string;
    readonly remote: string | null;
    readonly cosigned: { readonly size: number; readonly time: string } | null;
  }[];
}

/** Witnesses of this machine, each with its logs. */
export function showWitnesses(witnesses: readonly ShownWitness[]): string {
  if (witnesses.length === 0) return 'No witness on this machine · tend witness init --name witness.example.org';
  return witnesses.map(showWitness).join('\n\n');
}

function showWitness({ name, vkey, logs }: ShownWitness): string {
  const rows = logs.map(({ origin, remote, cosigned }) => [
    `  ${origin}`,
    cosigned ? count(cosigned.size, 'entry', 'entries') : 'nothing cosigned yet',
    cosigned?.time ?? '',
    remote ?? 'by HTTP',
  ]);
  const table = rows.length === 0 ? ['  no logs · tend witness add ORIGIN --key VKEY'] : columns(rows);
  return [copied(`${name}  ${vkey}`), ...table].join('\n');
}

/** One plain line for each thing that happens. */
export function showServeEvent(event: ServeEvent): string {
  if (event.type === 'listening') return `${event.name} listens on ${event.url} · Ctrl-C ends it`;
  if (event.type === 'failed')
    return `${event.at} failed: ${event.error instanceof Error ? event.error.message : 'unknown'}`;
  const { at, method, path, status, about, ms } = event;
  return `${at} ${harmless(method)} ${harmless(path)} ${status} ${Math.ceil(ms)} ms${about === undefined ? '' : ` ${about}`}`;
}

/** What strangers send must not move the cursor of whoever reads the log. */
function harmless(text: string): string {
  return text.replace(/[^!-~]/g, '?').slice(0, 100);
}
