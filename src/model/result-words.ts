import type { OutcomeEntry } from './entry.js';

/** What an outcome was, in words. */
export const resultWords: Readonly<Record<OutcomeEntry['result'], string>> = {
  done: 'done',
  failed: 'failed',
  'rolled-back': 'rolled back',
  paused: 'stopped half-way',
  partial: 'partly done',
  aborted: 'not carried out',
  unknown: 'nobody knows what came of it',
};
