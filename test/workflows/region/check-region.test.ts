import { describe, expect, test } from '@jest/globals';
import { KnownError } from '../../../src/model/known-error.js';
import type { Programs } from '../../../src/tools/programs.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { checkRegion } from '../../../src/workflows/region/check-region.js';
import { recordOf } from '../../plan/plan-input-of.js';
import { commitA, makeApp, makeNode, makeRegion } from '../../support/builders.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';

interface Machine {
  readonly programs?: Readonly<Record<string, string>>;
  readonly commit?: string;
  readonly dirty?: boolean;
  readonly freeBytes?: number | undefined;
  readonly record?: KnownError;
  readonly engine?: 'swarm' | 'abra';
  readonly nodes?: readonly string[];
}

const all: Readonly<Record<string, string>> = { git: '2.39', ssh: '9.2', abra: 'abra version 0.13.0-beta' };

/** What is found, by what was looked at: whether it is well, what is said, and what mends it. */
async function look(machine: Machine = {}) {
  const { programs = all, dirty = false, record, engine = 'swarm', nodes = [] } = machine;
  const commit = 'commit' in machine ? machine.commit : commitA;
  const { docker } = makeFakeDocker();
  const freeBytes = async () => ('freeBytes' in machine ? machine.freeBytes : 5 * 2 ** 30);
  const run = async (program: string) => {
    const stdout = programs[program];
    return { exitCode: 0, stdout: stdout ?? '', stderr: '', timedOut: false, missing: stdout === undefined };
  };
  const tools = makeTools({
    programs: onlyWith<Programs>('programs', { run: run }),
    nodes: makeFakeNodes({ brunswick: { ...docker, freeBytes } }),
  });
  const open = makeOpenRegion({
    region: makeRegion({ nodes: [makeNode(), makeNode({ name: 'coburg' })], apps: [makeApp({ engine })] }),
    manifest: { repo: 'local', dirty, ...(commit === undefined ? {} : { commit }) },
    changelog: changelogOf(record),
  });
  const checks = await checkRegion(tools, open, nodes);
  return checks.map(({ what, ok, says, tryThis }) => [what, ok, says, ...tryThis]);
}

function changelogOf(failing: KnownError | undefined): RegionChangelog {
  const changelog: Pick<RegionChangelog, 'read' | 'place'> = {
    async read() {
      if (failing) throw failing;
      return { ...recordOf({ size: 12 }), remote: 'https://git.example.org/log', spooled: 2, fresh: true };
    },
    get place(): RegionChangelog['place'] {
      throw new KnownError('CHANGELOG_UNREACHABLE', 'nobody knows you', { tryThis: ['tend whoami'] });
    },
  };
  return changelog as RegionChangelog;
}

describe('a region is looked at', () => {
  test('from this machine to each node, which one by one may not answer', async () => {
    expect(await look()).toEqual([
      ['git', true, 'is here'],
      ['ssh', true, 'is here'],
      ['manifest', true, `is at ${commitA.slice(0, 7)}`],
      ['changelog', true, '12 entries at https://git.example.org/log, 2 wait here'],
      ['you', false, 'nobody knows you', 'tend whoami'],
      ['brunswick', true, 'answers (local socket), Docker 20.10.24, swarm of 1, 0 services'],
      ['brunswick', true, '5.0 GiB free'],
      ['coburg', false, 'coburg: no answer on port 22 after 10 s', 'ssh coburg true'],
    ]);
  });

  test('at the nodes that are named alone; an unknown one is refused', async () => {
    expect((await look({ nodes: ['coburg'] })).filter(([what]) => what === 'brunswick')).toEqual([]);
    await expect(look({ nodes: ['nix'] })).rejects.toMatchObject({ code: 'USAGE' });
  });

  test.each<[string, Machine, unknown[]]>([
    ['git', { programs: { ssh: '9' } }, [false, 'git is not on this machine', 'apt install git']],
    ['ssh', { programs: { git: '2' } }, [false, 'ssh is not on this machine', 'apt install openssh-client']],
    ['manifest', { commit: undefined }, [false, expect.stringContaining('is in no commit of a git repository'), expect.stringContaining('git init')]], // prettier-ignore
    ['manifest', { dirty: true }, [true, expect.stringContaining('with edits that are not committed')]],
    ['abra', { engine: 'abra' }, [true, expect.stringContaining('0.13')]],
    ['abra', { engine: 'abra', programs: { git: '2' } }, [false, expect.stringContaining('abra is not on this machine'), expect.stringContaining('install abra')]], // prettier-ignore
    ['changelog', { record: new KnownError('CHANGELOG_UNREACHABLE', 'no answer', { tryThis: ['tend doctor'] }) }, [false, 'no answer', 'tend doctor']], // prettier-ignore
  ])('%s of %j', async (what, machine, found) => {
    expect((await look(machine)).find(([name]) => name === what)?.slice(1)).toEqual(found);
  });

  test.each<[number | undefined, unknown[]]>([
    [2 ** 30, [false, '1.0 GiB free', 'on brunswick: docker image prune -a']],
    [undefined, [true, 'does not tell how much room it has']],
  ])('%s bytes free on a node', async (freeBytes, found) => {
    expect((await look({ freeBytes })).filter(([name]) => name === 'brunswick')[1]?.slice(1)).toEqual(found);
  });
});
