import { describe, expect, test } from '@jest/globals';
import { prePull } from '../../src/apply/pre-pull.js';
import { makeServiceSpec, makeStackSpecs, makeStep } from '../support/builders.js';
import { makeFakeDocker } from '../support/fake-docker.js';
import { stepContextOf } from './step-context-of.js';

const image = 'example.org/dokuwiki:1@sha256:1';
const step = makeStep({
  services: [
    { service: 'app', kind: 'create', fields: [] },
    { service: 'jobs', kind: 'create', fields: [] },
    { service: 'db', kind: 'unchanged', fields: [] },
  ],
  specs: makeStackSpecs({
    services: [
      makeServiceSpec({ image }),
      makeServiceSpec({ Name: 'wiki_example_org_jobs', image }),
      makeServiceSpec({ Name: 'wiki_example_org_db', image: 'example.org/db:1@sha256:2' }),
    ],
  }),
});

describe('fetching images before anything is changed', () => {
  test('fetches the image of what changes, once, and nothing for what stays', async () => {
    const fake = makeFakeDocker();
    await prePull(stepContextOf(fake, step));
    expect(fake.calls).toEqual([`pullImage ${image}`]);
  });

  test('fetches nothing that is on the node', async () => {
    const fake = makeFakeDocker();
    fake.images.add(image);
    await prePull(stepContextOf(fake, step));
    expect(fake.calls).toEqual([]);
  });

  test('names app, node and image where it fails, and says that nothing was touched', async () => {
    const fake = makeFakeDocker({ missingImages: [image] });
    await expect(prePull(stepContextOf(fake, step))).rejects.toMatchObject({
      code: 'IMAGE_PULL_FAILED',
      message: 'wiki: brunswick could not fetch example.org/dokuwiki:1; what runs was not touched',
    });
  });

  test('does not wait for a pull after Ctrl-C', async () => {
    const fake = makeFakeDocker();
    const docker = { ...fake.docker, pullImage: () => new Promise<never>(() => undefined) };
    const context = stepContextOf(fake, step, { docker });
    const pulling = prePull(context);
    context.stop();
    await expect(pulling).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});
