import { expect, test } from '@jest/globals';
import { applyCommand } from '../../src/cli/apply-command.js';

test('the command to say again holds all that was chosen, released and said, as a shell takes it', () => {
  const flags = {
    region: '/srv/r',
    app: ['wiki'],
    retry: true,
    yes: false,
    why: "Bo's ticket 31",
    'record-later': true,
  };
  expect(applyCommand(flags)).toBe(
    "tend apply --region /srv/r --app wiki --retry --why 'Bo'\\''s ticket 31' --record-later",
  );
});

test('a saved plan is all that needs to be said', () => {
  expect(applyCommand({ out: 'plan.json', app: ['wiki'] })).toBe('tend apply plan.json');
});
