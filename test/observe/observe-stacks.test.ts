import { describe, expect, test } from '@jest/globals';
import { observeStack } from '../../src/observe/observe-stack.js';
import { stackObserver } from '../../src/observe/observe-stacks.js';
import type { Docker } from '../../src/tools/docker.js';
import { makeServiceSpec } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';

describe('a look at several stacks', () => {
  test('shows of each what a look at it alone shows, and nothing of another that is named alike', async () => {
    const { docker, settle } = makeFakeDocker();
    for (const stack of ['wiki', 'wiki_two', 'pad']) await addService(docker, stack);
    settle();
    const seen = await stackObserver(docker)(['wiki', 'pad', 'gone']);
    expect([...seen.keys()]).toEqual(['wiki', 'pad', 'gone']);
    for (const stack of ['wiki', 'pad']) {
      expect(seen.get(stack)).toEqual(await observeStack(docker, stack));
      expect(seen.get(stack)).toMatchObject([{ name: `${stack}_app`, tasks: [{ state: 'running' }] }]);
    }
    expect(seen.get('gone')).toEqual([]);
  });

  test('asks for the names of networks only where one turns up that it does not know', async () => {
    const fake = makeFakeDocker();
    let asked = 0;
    fake.before('networks', () => void asked++);
    const look = stackObserver(fake.docker);
    await addService(fake.docker, 'wiki');
    await look(['wiki']);
    await look(['wiki']);
    expect(asked).toBe(1);
    await addService(fake.docker, 'pad');
    const seen = await look(['wiki', 'pad']);
    expect(asked).toBe(2);
    expect(seen.get('pad')?.[0]?.spec.TaskTemplate.Networks).toEqual([{ Target: 'pad_default', Aliases: ['app'] }]);
  });

  test('asks for the names again after a failure', async () => {
    const fake = makeFakeDocker();
    const look = stackObserver(fake.docker);
    fake.failing('networks', new Error('gone'));
    await expect(look(['wiki'])).rejects.toThrow('gone');
    fake.failing('networks', undefined);
    expect(await look(['wiki'])).toEqual(new Map([['wiki', []]]));
  });
});

async function addService(docker: Docker, stack: string): Promise<void> {
  await docker.createNetwork({ Name: `${stack}_default`, Driver: 'overlay', Labels: {} });
  await docker.createService(makeServiceSpec({ Name: `${stack}_app` }));
}
