import { describe, expect, test } from '@jest/globals';
import type { ApplyEnd } from '../../src/model/apply-end.js';
import { applyAsJson } from '../../src/show/apply-as-json.js';
import { eventLine } from '../../src/show/event-line.js';
import { rolledBack } from './outcomes.js';
import { upgrade, whole } from './plans.js';
import { anId } from '../support/an-id.js';

const end: ApplyEnd = {
  plan: whole,
  approved: true,
  ends: [{ kind: 'done', step: upgrade, outcome: rolledBack, entry: anId('b81RtAaaaaaa') }],
  exitStatus: 0,
};

describe('an apply', () => {
  test('never gives program text to machines', () => {
    const event = { type: 'step-done', app: 'wiki', node: 'brunswick', kind: 'upgrade', outcome: rolledBack } as const;
    const progress = {
      type: 'step-progress',
      app: 'wiki',
      node: 'brunswick',
      phase: 'settling',
      says: 'FATAL',
    } as const;
    const texts = [JSON.stringify(applyAsJson(end)), eventLine(event), eventLine(progress)];
    for (const text of texts) expect(text).not.toContain('FATAL');
    expect(JSON.parse(texts[0] ?? '')).toMatchObject({
      steps: [{ result: 'rolled-back', exitStatus: 6, durationSeconds: 14.2 }],
    });
  });
});
