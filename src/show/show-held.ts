import type { Step } from '../model/step.js';
import { pad } from './align.js';
import type { Paint } from './paint.js';
import { groupFields, noteLines, type ShowOptions } from './show-step.js';

/** Held steps in a block of their own: why each waits, what differs, and the ways out. */
export function showHeld(steps: readonly Step[], paint: Paint, options: ShowOptions = {}): string[] {
  const held = steps.filter((step) => step.held.length > 0);
  if (held.length === 0) return [];
  return [
    paint.bold('Held: tend does nothing about these until you say so'),
    ...held.flatMap((step) => heldLines(step, paint, options)),
  ];
}

function heldLines(step: Step, paint: Paint, { notesShown = false }: ShowOptions): string[] {
  const reasons = step.held.flatMap(({ says, release }) => [
    `  ${paint.change('!')} ${says}`,
    ...release.map(({ label, command }) => `      ${pad(`${label}:`, 20)}${command}`),
  ]);
  const changed = step.services.filter(({ kind }) => kind === 'update' || kind === 'remove');
  const fields = changed.flatMap(({ service, kind, fields: changes, image }) => {
    const lines =
      kind === 'remove'
        ? ['goes']
        : [...(image ? [`image   ${image.from ?? '?'} → ${image.to}`] : []), ...groupFields(changes, step.stack)];
    return lines.map((line, index) => `      ${pad(index === 0 ? service : '', 9)} ${line}`);
  });
  const notes = noteLines(step).map((line, index) => `      ${pad(index === 0 ? 'notes' : '', 9)} ${line}`);
  const heading = fields.length === 0 ? [] : ['      an apply would change:'];
  return [
    ...reasons,
    ...heading,
    ...fields,
    ...(!notesShown && step.held.some(({ reason }) => reason === 'major') ? notes : []),
  ];
}
