import type { History, PastStep } from '../model/history.js';
import { resultWords } from '../model/result-words.js';
import { shortEntry, shortVersion } from '../model/short-id.js';
import { columns, count } from './align.js';
import type { Paint } from './paint.js';

const words: Record<PastStep['result'], string> = { ...resultWords, open: 'announced, no outcome yet' };

/** The history as people read it: by app and node, newest first. */
export function showHistory(history: History, paint: Paint): string {
  const end = `${count(history.entries, 'entry', 'entries')} in the changelog${history.fresh ? '' : ' (it did not answer just now: this is what was known)'} · tend changelog verify`;
  if (history.steps.length === 0) return [nothingWords(history), end].join('\n');
  const groups = Map.groupBy(history.steps, ({ app, node }) => `${app} on ${node}`);
  const blocks = [...groups].map(([title, steps]) => [paint.bold(title), ...rows(steps.toReversed())].join('\n'));
  return [...blocks, end].join('\n\n');
}

/** What nobody could read is not said to be empty. */
function nothingWords({ entries, fresh }: History): string {
  if (fresh) return 'Nothing like that is recorded.';
  return entries === 0
    ? 'The changelog was never read on this machine, and does not answer: what is recorded cannot be told.'
    : 'Nothing like that was recorded when the changelog was read last.';
}

function rows(steps: readonly PastStep[]): string[] {
  const cells = columns(
    steps.map((step) => [
      `${step.at.slice(0, 10)} ${step.at.slice(11, 16)}`,
      step.by,
      whatWords(step),
      resultLine(step),
      shortEntry(step.entry),
    ]),
  );
  return steps.flatMap((step, index) => [
    `  ${cells[index] ?? ''}`,
    ...(step.why === undefined ? [] : [`                    why   "${step.why}"`]),
  ]);
}

function whatWords({ kind, from, to, secrets, released, fields }: PastStep): string {
  if (kind === 'kept') return `kept a change from outside: ${(fields ?? []).join(', ')}`;
  if (kind === 'read-secret') return `read the secret ${secrets.join(', ')}`;
  const what =
    from !== undefined && from !== to
      ? `${kind} ${shortVersion(from)} → ${shortVersion(to)}`
      : `${kind} ${shortVersion(to)}`;
  const made = secrets.length > 0 && kind === 'change' ? ` · ${count(secrets.length, 'secret')}` : '';
  return `${what}${made}${released.length > 0 ? ` (${released.join(', ')} released)` : ''}`;
}

function resultLine({ kind, result, durationSeconds }: PastStep): string {
  return result === 'done' && durationSeconds !== undefined && kind !== 'read-secret'
    ? `done in ${durationSeconds} s`
    : words[result];
}
