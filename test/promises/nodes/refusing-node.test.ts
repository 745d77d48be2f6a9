import { describe, expect, test } from '@jest/globals';
import { DockerError } from '../../../src/model/docker-error.js';
import type { NewEntry } from '../../../src/model/entry.js';
import type { Docker } from '../../../src/tools/docker.js';
import { closeDangling } from '../../../src/workflows/apply/close-dangling.js';
import { listLocks } from '../../../src/workflows/region/locks.js';
import { lookIntoApp } from '../../../src/workflows/app/look-into-app.js';
import type { RegionChangelog } from '../../../src/workflows/changelog/region-changelog.js';
import { recordOf, recordedStep } from '../../plan/plan-input-of.js';
import { makeFakeDocker } from '../../support/fake-docker.js';
import { makeFakeNodes } from '../../support/fake-nodes.js';
import { makeOpenRegion } from '../../support/make-open-region.js';
import { makeTools } from '../../support/make-tools.js';
import { onlyWith } from '../../support/only-with.js';

describe('a node whose swarm has lost its quorum', () => {
  test('leaves its open step open, and the apply goes on', async () => {
    const written: NewEntry[] = [];
    await closeDangling(closingOn(withoutQuorum(), written));
    expect(written).toEqual([]);
  });

  test('is shown as such among the locks', async () => {
    const { tools, open } = closingOn(withoutQuorum(), []);
    expect(await listLocks(tools, open)).toMatchObject([{ locks: [], unseen: { code: 'SWARM_NO_QUORUM' } }]);
  });

  test('is told where somebody looks into an app', async () => {
    const { tools, open } = closingOn(withoutQuorum(), []);
    await expect(lookIntoApp(tools, open, 'wiki')).rejects.toMatchObject({ code: 'SWARM_NO_QUORUM' });
  });
});

test('a node that answers has its open step closed with what is there', async () => {
  const written: NewEntry[] = [];
  await closeDangling(closingOn(makeFakeDocker().docker, written));
  expect(written).toMatchObject([{ type: 'outcome', result: 'unknown', observed: { services: [] } }]);
});

function withoutQuorum(): Docker {
  const { docker } = makeFakeDocker();
  const refuse = async () => Promise.reject(new DockerError(500, 'rpc error: The swarm does not have a leader.'));
  return new Proxy(docker, {
    get(target, method) {
      if (method === 'info') return async () => ({ Swarm: { LocalNodeState: 'active', ControlAvailable: true } });
      return typeof Reflect.get(target, method) === 'function' ? refuse : Reflect.get(target, method);
    },
  });
}

function closingOn(docker: Docker, written: NewEntry[]): Parameters<typeof closeDangling>[0] {
  const { outcome: _, ...left } = recordedStep([]);
  const record = { ...recordOf({ history: [left] }), dangling: [left], fresh: true };
  const changelog = onlyWith<RegionChangelog>('changelog', {
    read: async () => record,
    append: async (entries) => {
      written.push(...entries);
      return { ids: [], pushed: true, refused: [], behind: [] };
    },
  });
  const nodes = makeFakeNodes({ brunswick: docker });
  return {
    tools: makeTools({ nodes }),
    open: makeOpenRegion({ changelog }),
    actor: { id: 'op-7f3k', name: 'ada' },
    options: { tell: () => undefined, signal: new AbortController().signal } as never,
  };
}
