import { expect, test } from '@jest/globals';
import type { Held } from '../../../src/model/step.js';
import { upgradeAgain, waysOfUpgrade } from '../../../src/workflows/app/held-upgrade.js';
import { makeStep } from '../../support/builders.js';

const wanted = { key: 'wiki', to: '1.2.0+9', from: '1.1.0+8' };

function commandsOf(...held: Held[]): string[] {
  const [step] = waysOfUpgrade(wanted, { steps: [makeStep({ held })] });
  return (step?.held ?? []).flatMap(({ release }) => release.map(({ command }) => command));
}

const hold = (reason: Held['reason'], ...commands: string[]): Held => ({
  reason,
  says: 'it waits',
  release: commands.map((command) => ({ label: 'go', command })),
});

test.each<[Held['reason'], string]>([
  ['unpinned', 'unpinned'],
  ['failed-before', 'retry'],
  ['services-gone', 'prune'],
  ['secret-missing', 'new-secrets'],
  ['needs-missing', 'without-needs'],
])('an upgrade that is held as %s goes on by a flag of its own', (reason, flag) => {
  expect(commandsOf(hold(reason, `tend apply --app wiki --${flag}`))).toEqual([`tend upgrade wiki 1.2.0+9 --${flag}`]);
});

test('one that is held for two reasons needs both flags', () => {
  const held = [hold('unpinned', 'tend apply --app wiki --unpinned'), hold('major', 'tend apply --app wiki --major')];
  expect(upgradeAgain(wanted, { steps: [makeStep({ held })] })).toBe('tend upgrade wiki 1.2.0+9 --unpinned --major');
});

test('another app, or a look, stays as it is advised', () => {
  const ways = ['tend apply --app db', 'tend doctor --node brunswick', 'tend apply --app wiki --overwrite'];
  expect(commandsOf(hold('needs-missing', ...ways))).toEqual(ways);
});

test('a secret that only the new version has is set once the manifest names that version', () => {
  expect(commandsOf(hold('secret-missing', 'tend app secret set wiki smtp'))).toEqual([
    'version: 1.2.0+9 at wiki in the manifest, then: tend app secret set wiki smtp',
  ]);
});

test('what the manifest names again once it is put back is no way back', () => {
  const back = 'tend upgrade wiki 1.1.0+8';
  expect(commandsOf(hold('failed-before', 'tend apply --app wiki --retry', back, 'tend upgrade wiki VERSION'))).toEqual(
    ['tend upgrade wiki 1.2.0+9 --retry', 'tend upgrade wiki VERSION'],
  );
});
