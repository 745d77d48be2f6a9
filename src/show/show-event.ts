import type { TendEvent } from '../model/event.js';
import { given } from '../model/given.js';
import type { Paint } from './paint.js';
import { showOutcome } from './show-outcome.js';

const phases: Record<string, string> = {
  locking: 'taking the lock',
  observing: 'looking again',
  pulling: 'fetching',
  announcing: 'publishing the intent',
  secrets: 'making the secret',
  configs: 'making the config',
  networks: 'making the network',
  services: 'sending',
  settling: 'starting',
  recording: 'publishing the outcome',
};

/** An event as a line of a log; undefined for those that only a live view shows. */
export function showEvent(event: TendEvent, paint: Paint, options: { logs: boolean }): string | undefined {
  switch (event.type) {
    case 'step-waiting':
      if (event.for === 'needs' || event.for === 'node') return undefined;
      return `  ${event.app} on ${event.node}: waiting for ${waitWords[event.for]}`;
    case 'step-done':
      return showOutcome(
        event.outcome,
        { kind: event.kind, logs: options.logs, ...given({ entry: event.entry }) },
        paint,
      ).join('\n');
    case 'step-skipped':
      return `${paint.bad('✘')} ${event.app} on ${event.node}  ${event.because}`;
    case 'closed-dangling':
      return `  ${event.app} on ${event.node}: an earlier run left it open; looked, and closed it as "${event.result}"`;
    case 'notice':
      return paint.change(event.text);
    case 'step-progress':
    case 'reading':
    case 'node-read':
    case 'node-unreachable':
    case 'planned':
    case 'recorded':
      return undefined;
  }
}

/** What a step is doing just now. */
export function phaseWords(phase: string, says?: string): string {
  return says === undefined ? (phases[phase] ?? phase) : `${phases[phase] ?? phase}: ${says}`;
}

/** What a step waits for. */
export const waitWords = {
  lock: 'its lock: somebody else holds it, or died with it',
  needs: 'what it needs',
  node: 'its turn',
  memory: 'memory: its node has little left',
  record: 'the changelog',
};
