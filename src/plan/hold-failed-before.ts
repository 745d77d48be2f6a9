import type { Held } from '../model/step.js';
import type { RecordedStep } from '../model/record.js';
import type { HoldContext } from './hold-context.js';

const resultWords: Partial<Record<NonNullable<RecordedStep['outcome']>['result'], string>> = {
  failed: 'failed',
  'rolled-back': 'was rolled back',
  paused: 'was stopped half-way by the swarm',
  partial: 'was only partly done',
};

/** The same wanted state failed last time: nobody, and no CI job, tries it again by itself. */
export function holdFailedBefore({ input, wanted: { app, recipe }, running }: HoldContext): Held | undefined {
  const last = input.triedBefore.get(app.name);
  const word = last?.outcome && resultWords[last.outcome.result];
  if (!last || !word) return undefined;
  return {
    reason: 'failed-before',
    says: `${app.name} ${last.step.recipe.to} ${word} on ${showMinute(last.outcome?.time ?? last.at)}`,
    release: [
      { label: 'again', command: `tend apply --app ${app.name} --retry` },
      ...backTo(app.key, running.version, last.step.recipe.to),
      {
        label: 'another version',
        command: `tend upgrade ${app.key}`.concat(recipe.versions.length > 1 ? ' VERSION' : ''),
      },
    ],
  };
}

/** After a rollback the manifest may name again what runs. */
function backTo(key: string, runs: string | undefined, wanted: string): Held['release'] {
  if (runs === undefined || runs === wanted) return [];
  return [{ label: 'back to what runs', command: `tend upgrade ${key} ${runs}` }];
}

/** `2026-11-22 18:13 UTC` */
function showMinute(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
