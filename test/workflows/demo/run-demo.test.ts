import { describe, expect, test } from '@jest/globals';
import { playScenes, runDemo, type DemoPlace } from '../../../src/workflows/demo/run-demo.js';
import { playTend, type DemoEvent, type Scene, type Stage } from '../../../src/workflows/demo/stage.js';
import { makeEnvironment } from '../../support/make-tools.js';

/** A stage on which tend ends with these statuses, one after the other. */
function stageOf(statuses: number[]) {
  const told: DemoEvent[] = [];
  const person = { region: '/demo/region', environment: {} };
  const shown = { run: async () => statuses.shift() ?? 0 };
  const stage = {
    shown,
    region: person.region,
    person,
    tend: ['node', 'run.js'],
    tell: (event: DemoEvent) => void told.push(event),
  };
  return { stage: stage as unknown as Stage, told };
}

const scenes: Scene[] = ['one', 'two', 'three'].map((title) => ({
  title,
  says: [],
  play: (stage) => playTend(stage, ['apply', '--yes']),
}));

describe('a scene of the demo that ends otherwise than foreseen', () => {
  test('is told, and the next one is played', async () => {
    const { stage, told } = stageOf([0, 7, 0]);
    await playScenes(stage, scenes);
    expect(told.filter(({ type }) => type === 'scene')).toHaveLength(3);
    expect(told.flatMap((event) => (event.type === 'line' ? [event.text] : [])).join()).toMatch(
      /tend apply --yes ended with 7, where 0 was foreseen\n.*slow machine[^]*The demo goes on/,
    );
  });

  test('ends the demo plainly where the next one does so too', async () => {
    const { stage, told } = stageOf([5, 7, 0]);
    await expect(playScenes(stage, scenes)).rejects.toMatchObject({ name: 'KnownError', code: 'STEP_FAILED' });
    expect(told.filter(({ type }) => type === 'scene')).toHaveLength(2);
  });
});

test('a demo begins without what one left whose folder was removed by hand', async () => {
  const removed: string[] = [];
  const files = { readText: async () => undefined, remove: async (path: string) => void removed.push(path) };
  const tools = { files, environment: makeEnvironment({ stateFolder: '/state' }) };
  const place = { tools, folder: '/here/tend-demo', tell: () => undefined, install: false };
  // No server can be raised with these tools: that is as far as it comes.
  await expect(runDemo(place as unknown as DemoPlace)).rejects.toThrow();
  expect(removed).toEqual([expect.stringMatching(/^\/state\/.+/)]);
});
