import type { TendEvent } from '../model/event.js';
import { given } from '../model/given.js';
import { escapeJson } from '../model/escape-json.js';

/** An event as one line of JSON: the same facts, no program text, durations as `…Seconds`. */
export function eventLine(event: TendEvent): string {
  return escapeJson(JSON.stringify(plainEvent(event)));
}

function plainEvent(event: TendEvent): object {
  switch (event.type) {
    case 'planned':
      return {
        type: event.type,
        steps: event.plan.steps.map(({ kind, app, node, held }) => ({
          kind,
          app,
          node,
          held: held.map(({ reason }) => reason),
        })),
      };
    case 'node-read':
      return { type: event.type, node: event.node, durationSeconds: event.seconds };
    case 'step-done': {
      const { app, node, kind, outcome, entry } = event;
      return {
        type: event.type,
        app,
        node,
        kind,
        result: outcome.result,
        durationSeconds: outcome.seconds,
        ...given({ code: outcome.code, entry }),
      };
    }
    case 'step-progress':
      return { type: event.type, app: event.app, node: event.node, phase: event.phase };
    case 'node-unreachable':
      return { type: event.type, node: event.node.node, code: event.node.code };
    case 'reading':
    case 'step-waiting':
    case 'step-skipped':
    case 'recorded':
    case 'closed-dangling':
    case 'notice':
      return event;
  }
}
