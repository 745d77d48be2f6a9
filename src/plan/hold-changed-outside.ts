import type { Held } from '../model/step.js';
import type { HoldContext } from './hold-context.js';
import { findDrift } from './find-drift.js';
import { isWorkUnseen } from './is-work-unseen.js';
import { lastSeen } from './running-app.js';

/** Drift: what runs was changed on the server, or was never deployed by tend; nothing of it is wiped unasked. */
export function holdChangedOutside({ input, wanted: { app }, running, step }: HoldContext): Held | undefined {
  if (isWorkUnseen(app, input.record)) return undefined;
  const last = lastSeen(app, input.record);
  const says = last ? changedSince(context(last)) : neverRecorded();
  return says === undefined ? undefined : { reason: 'drift', says, release: waysOut(app.name) };

  function context(recorded: NonNullable<typeof last>) {
    return { names: findDrift(running, step.services, { last: recorded, stack: app.stack }), recorded };
  }

  function changedSince({ names, recorded }: ReturnType<typeof context>): string | undefined {
    if (names.length === 0 || recorded.undeployed) return undefined;
    if (running.services.length === 0) return `${app.name} on ${app.node} was removed on the server, not by tend`;
    return `${app.name} on ${app.node} was changed on the server, not by tend (${names.join(', ')})`;
  }

  function neverRecorded(): string | undefined {
    if (running.services.length === 0) return undefined;
    return `${app.name} runs on ${app.node} already, but was not deployed by tend`;
  }
}

function waysOut(app: string) {
  return [
    { label: 'keep it', command: `tend keep ${app}` },
    { label: 'undo it', command: `tend apply --app ${app} --overwrite` },
  ];
}
