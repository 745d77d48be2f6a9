import { describe, expect, test } from '@jest/globals';
import { KnownError } from '../../src/model/known-error.js';
import { makePaint } from '../../src/show/paint.js';
import { showNewWitness, showServeEvent, showWitnesses } from '../../src/show/show-witness.js';
import { shown } from '../../src/show/shown.js';
import { fitLines } from '../../src/tools/fit-lines.js';
import { showWitnessed, witnessedAsJson } from '../../src/show/show-witnessed.js';

const vkey = 'witness.example.org+06519aa1+BFUJxs7SnKCYk6xs2tXHPy9SYLLMshFwwTFT0kyY6osP';

describe('a witness on the screen', () => {
  test('a new one: the line for policies stands alone', () => {
    const made = { name: 'witness.example.org', vkey, folder: '/s/w' };
    const text = fitLines(shown(showNewWitness, made, undefined), 80);
    expect(text.split('\n')).toContain(`witness witness.example.org ${vkey}`);
  });

  test('all of this machine, each with its logs', () => {
    const logs = [
      { origin: 'a.example.org/changelog', remote: 'https://git.example.org/a.git', cosigned: null },
      { origin: 'b.example.org/changelog', remote: null, cosigned: { size: 1, time: '2026-11-22T13:57:02Z' } },
    ];
    expect(fitLines(shown(showWitnesses, [{ name: 'witness.example.org', vkey, logs }]), 120).split('\n')).toEqual([
      `witness.example.org  ${vkey}`,
      '  a.example.org/changelog  nothing cosigned yet                        https://git.example.org/a.git',
      '  b.example.org/changelog  1 entry               2026-11-22T13:57:02Z  by HTTP',
    ]);
    expect(showWitnesses([])).toContain('tend witness init');
  });

  test('what strangers send cannot move the cursor', () => {
    const event = { type: 'answered', at: '2026-11-22T13:57:02Z', status: 404, about: undefined, ms: 0.4 } as const;
    const line = showServeEvent({ ...event, method: 'GET\u001b[2J', path: `/\u009b1A\u202e${'x'.repeat(500)}` });
    expect(line).toMatch(/^2026-11-22T13:57:02Z GET\?\[2J \/\?1A\?x+ 404 1 ms$/);
    expect(line.length).toBeLessThan(250);
  });

  test('a look at each log: what was cosigned, and what is wrong', () => {
    const error = new KnownError('CHANGELOG_FORKED', 'b.example.org/changelog: forked', {
      details: ['both heads'],
      tryThis: ['tell others'],
    });
    const logs = [
      { origin: 'a.example.org/changelog', size: 411, grown: 3, time: 1 },
      { origin: 'c.example.org/changelog', size: 1, grown: 0, time: 1 },
      { origin: 'b.example.org/changelog', error },
    ];
    expect(showWitnessed(logs, makePaint(false)).split('\n')).toEqual([
      'a.example.org/changelog: cosigned 411 entries, 3 new',
      'c.example.org/changelog: cosigned 1 entry, nothing new',
      'b.example.org/changelog: forked',
      '  both heads',
      'next: tell others',
    ]);
    expect(witnessedAsJson(logs)).toMatchObject({ logs: [{ size: 411 }, {}, { error: { exitStatus: 12 } }] });
  });
});
