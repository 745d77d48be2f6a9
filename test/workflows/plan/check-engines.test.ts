import { describe, expect, test } from '@jest/globals';
import type { ProgramResult, Programs } from '../../../src/tools/programs.js';
import { checkEngines, engineNotices } from '../../../src/workflows/plan/check-engines.js';
import { makeApp, makeStep } from '../../support/builders.js';
import { onlyWith } from '../../support/only-with.js';

describe('apps that want the engine abra', () => {
  test('are not begun without one on this machine, and the plan says so', async () => {
    const tools = { programs: abraOf({ missing: true }) };
    await expect(checkEngines(tools, [makeStep({ engine: 'abra' })], () => undefined)).rejects.toMatchObject({
      code: 'TOOL_MISSING',
      message: expect.stringContaining('nothing was done'),
      tryThis: [
        expect.stringContaining('https://docs.coopcloud.tech/abra/install/'),
        expect.stringContaining('engine: abra'),
      ],
    });
    expect(await engineNotices(tools, [makeApp({ engine: 'abra' })])).toMatchObject([
      { text: expect.stringContaining('abra is not on this machine') },
    ]);
  });

  test.each([
    ['abra version 0.13.0-beta-1a2b3c4', undefined],
    ['abra version 0.9.0', /^abra 0\.9\.0: tend knows abra 0\.13; .*stand-in only/],
    ['abra version 0.130.0', /^abra 0\.130\.0: /],
    ['unknown', /^abra of an unknown version: /],
  ])('with one that says %p are warned: %p', async (stdout, warning) => {
    const told: string[] = [];
    const tools = { programs: abraOf({ stdout }) };
    await checkEngines(
      tools,
      [makeStep({ engine: 'abra' })],
      (event) => void (event.type === 'notice' && told.push(event.text)),
    );
    expect(told).toEqual(warning === undefined ? [] : [expect.stringMatching(warning)]);
  });
});

test('without such apps nobody asks for abra', async () => {
  const tools = { programs: onlyWith<Programs>('programs') };
  await checkEngines(tools, [makeStep()], () => undefined);
  expect(await engineNotices(tools, [makeApp()])).toEqual([]);
});

function abraOf(over: Partial<ProgramResult>): Programs {
  const run = async () => ({ exitCode: 0, stdout: '', stderr: '', timedOut: false, missing: false, ...over });
  return onlyWith<Programs>('programs', { run });
}
