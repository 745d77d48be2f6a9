import { cutCable, healCable } from '../../lab/cable.js';
import { forgeCopy, startGarden, witnessEachOther } from './collectives.js';
import { playGit, playOnNode, playTend, type Scene, type Stage } from './stage.js';

/** The main job, scene by scene. */
export const scenes: readonly Scene[] = [
  {
    title: 'Look first',
    says: ['The region’s manifest is a git repository: region.yml and apps/*.yml. Nothing is on the servers yet.'],
    play: (stage) => playTend(stage, ['plan', '--out', '../first.plan']),
  },
  {
    title: 'Apply',
    says: [
      'What was shown is what is sent. The intent is published before anything is changed, an outcome after each step.',
    ],
    async play(stage) {
      await playTend(stage, ['apply', '../first.plan', '--why', 'the first apps of the region']);
      await tellAnswer(stage, 'http://website.merri-bek.example.org/');
    },
  },
  {
    title: 'Apply again',
    says: ['What is as wanted is left alone, and nothing is recorded.'],
    play: (stage) => playTend(stage, ['apply', '--yes']),
  },
  {
    title: 'An upgrade',
    says: ['Release notes, the version in the manifest (committed), the plan, the apply: one command.'],
    play: (stage) => playTend(stage, ['upgrade', 'website', '1.1.0+1.28.0', '--yes', '--why', 'security fixes']),
  },
  {
    title: 'An upgrade that fails',
    says: ['1.1.1 is broken on purpose. Swarm rolls back; tend says so, and nobody tries it again by accident.'],
    async play(stage) {
      await playTend(stage, ['upgrade', 'website', '1.1.1+1.28.0', '--yes', '--logs'], { expected: [6] });
      await playTend(stage, ['apply', '--yes']);
      await playGit(stage, ['revert', '--no-edit', 'HEAD']);
      await playTend(stage, ['plan']);
    },
  },
  {
    title: 'Somebody changes a server by hand',
    says: ['A colleague’s hotfix is not wiped: it is shown, and a person decides. Here it is kept.'],
    async play(stage) {
      await playOnNode(
        stage,
        'fawkner',
        'docker service update --quiet --detach --env-add REMINDERS=on calendar_merri-bek_example_org_app',
      );
      await playTend(stage, ['plan', '--app', 'calendar']);
      await playTend(stage, ['keep', 'calendar']);
      await playTend(stage, ['plan', '--app', 'calendar']);
    },
  },
  {
    title: 'A server goes silent',
    says: ['fawkner’s cable is pulled. The others go on; what fawkner had is told from the record.'],
    async play(stage) {
      const cable = stage.lab.nodes.find(({ name }) => name === 'fawkner')?.cable ?? '';
      await cutCable(stage.tools, cable);
      stage.tell({ type: 'line', text: '(the cable of fawkner is out)' });
      try {
        await playTend(stage, ['upgrade', 'wiki', '1.1.0+5.0.12', '--yes', '--why', 'while fawkner is away']);
        await playTend(stage, ['status'], { expected: [0, 4] });
      } finally {
        await healCable(stage.tools, cable);
      }
      stage.tell({ type: 'line', text: '(the cable of fawkner is back)' });
    },
  },
  {
    title: 'The record',
    says: ['Who changed what, when, why, and whether it worked: in a git repository of its own.'],
    async play(stage) {
      await playTend(stage, ['changelog', 'show', '--last', '6']);
      await playTend(stage, ['changelog', 'verify']);
    },
  },
  {
    title: 'Two collectives witness each other',
    says: [
      'Whoever holds the keys of a record could still swap all of it. So others look: they check that it only grows, and sign that.',
    ],
    async play(stage) {
      await witnessEachOther(stage, await startGarden(stage));
      await playTend(stage, ['changelog', 'verify']);
      await playTend(stage, ['status']);
    },
  },
  {
    title: 'A forged copy',
    says: ['Somebody passes on a copy of the record in which the upgrade that failed went well.'],
    async play(stage) {
      await forgeCopy(stage);
      await playTend(stage, ['changelog', 'verify', '../forged', '--brief'], { expected: [12] });
    },
  },
];

async function tellAnswer(stage: Stage, url: string): Promise<void> {
  const answers = await stage.tools.internet.answers(url, 5000);
  stage.tell({ type: 'line', text: answers ? `${url} answers` : `${url} does not answer` });
}
