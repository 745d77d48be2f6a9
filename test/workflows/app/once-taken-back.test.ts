import { expect, test } from '@jest/globals';
import type { TendEvent } from '../../../src/model/event.js';
import { KnownError } from '../../../src/model/known-error.js';
import {
  errorOnceTakenBack,
  eventOnceTakenBack,
  waysOnceTakenBack,
} from '../../../src/workflows/app/once-taken-back.js';

const wanted = { key: 'wiki', to: '1.2.0+9', from: '1.1.0+8' };

test.each([
  ['to go on: tend apply', 'to go on: tend upgrade wiki 1.2.0+9'],
  ['again: tend apply --app wiki --retry', 'again: tend upgrade wiki 1.2.0+9'],
  ['tend apply --app wiki@one', 'tend upgrade wiki 1.2.0+9'],
  [
    'tend plan --older-manifest, then tend apply --older-manifest',
    'tend plan --older-manifest, then tend apply --older-manifest',
  ],
  ['tend apply --app wiki --overwrite', 'tend apply --app wiki --overwrite'],
  ['whole log: tend app logs wiki', 'whole log: tend app logs wiki'],
  [
    'if it must be now: tend apply --break-glass "why"',
    'if it must be now: version: 1.2.0+9 at wiki in the manifest, git commit, then: tend apply --break-glass "why"',
  ],
])('once the manifest is put back, %s becomes %s', (way, becomes) => {
  expect(waysOnceTakenBack(wanted, [way])).toEqual([becomes]);
});

test('so it is said with what went wrong', () => {
  const error = new KnownError('WITNESSES_MISSING', 'nobody has seen it', { details: ['w'], tryThis: ['tend apply'] });
  const { code, message, details, tryThis } = errorOnceTakenBack(wanted, error) as KnownError;
  expect({ code, message, details, tryThis }).toEqual({
    code: 'WITNESSES_MISSING',
    message: 'nobody has seen it',
    details: ['w'],
    tryThis: ['tend upgrade wiki 1.2.0+9'],
  });
  const bug = new Error('a bug');
  expect(errorOnceTakenBack(wanted, bug)).toBe(bug);
});

test('and of a step that was given up before it changed anything, of no other', () => {
  const told = (result: string) => {
    const outcome = { result, tryThis: ['tend apply --app wiki'] };
    const event = { type: 'step-done', app: 'wiki', node: 'one', kind: 'upgrade', outcome } as never;
    return eventOnceTakenBack(wanted, event) as Extract<TendEvent, { type: 'step-done' }>;
  };
  expect(told('aborted').outcome.tryThis).toEqual(['tend upgrade wiki 1.2.0+9']);
  expect(told('failed').outcome.tryThis).toEqual(['tend apply --app wiki']);
});
