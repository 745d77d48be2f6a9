import type { Entry, IntentStep } from '../model/entry.js';
import { resultWords } from '../model/result-words.js';
import { effectOf } from '../model/step-kinds.js';
import { describeLogEntry } from './describe-log-entry.js';

/** `upgrade 1.2.0 → 1.3.0`, from what an intent says of a step. */
export function describeStep(step: IntentStep): string {
  const { from, to } = step.recipe;
  if (step.kind === 'read-secret') return `read secret ${step.secrets.join(', ')}`;
  if (effectOf(step) === 'goes') return `${step.kind} ${from ?? to}`;
  return from && from !== to ? `${step.kind} ${from} → ${to}` : `${step.kind} ${to}`;
}

/** One line on an entry, made of nothing but what it says; `step` is the one that an outcome belongs to. */
export function describeEntry(entry: Entry, step?: IntentStep): string {
  switch (entry.type) {
    case 'intent':
      return entry.steps.map((each) => `${each.app} on ${each.node}: ${describeStep(each)} announced`).join('; ');
    case 'outcome':
      return `${entry.app} on ${entry.node}: ${outcomeOf(step)} ${resultWords[entry.result]}`;
    case 'drift':
      return `${entry.app} on ${entry.node}: change from outside ${entry.decision}`;
    case 'steward.assign':
      return `${entry.app} on ${entry.node}: ${entry.steward ? `steward ${entry.steward}` : 'no steward'}`;
    case 'steward.accept':
      return `${entry.app} on ${entry.node}: ${entry.actor} says yes to being its steward`;
    default:
      return describeLogEntry(entry);
  }
}

function outcomeOf(step: IntentStep | undefined): string {
  return step?.kind === 'read-secret' ? 'reading of a secret' : (step?.kind ?? 'change');
}

/** The apps that an entry is about. */
export function appsOf(entry: Entry): string[] {
  if (entry.type === 'intent') return [...new Set(entry.steps.map((step) => step.app))];
  return 'app' in entry ? [entry.app] : [];
}
