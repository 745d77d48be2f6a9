import type { Outcome } from '../../src/model/outcome.js';

export function outcomeOf(over: Partial<Outcome> = {}): Outcome {
  return {
    app: 'wiki',
    node: 'brunswick',
    result: 'done',
    seconds: 14.2,
    says: 'upgraded to 1.3.0+2',
    programText: [],
    tryThis: [],
    ...over,
  };
}

export const rolledBack = outcomeOf({
  result: 'rolled-back',
  code: 'STEP_ROLLED_BACK',
  says: 'rolled back: 1.3.0+2 did not come up (exit 1, 3 times); 1.2.0+1 runs again',
  programText: ['task: non-zero exit (1)', 'FATAL: no such table: sessions'],
  tryThis: ['whole log: tend app logs wiki', 'again: tend apply --app wiki --retry'],
});
