import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import type { Registry } from '../../src/model/region.js';
import type { ReadingFiles } from '../../src/tools/files.js';
import type { ProgramResult, Programs } from '../../src/tools/programs.js';
import { registryAuths } from '../../src/tools/registry-auths.js';
import { makeEnvironment } from '../support/make-tools.js';
import { onlyWith } from '../support/only-with.js';

interface Given {
  readonly registries?: readonly Registry[];
  readonly variables?: Record<string, string>;
  readonly files?: Record<string, string>;
  /** What a credential helper prints, by program and address. */
  readonly helpers?: Record<string, string>;
}

function authsOf({ registries = [], variables = {}, files = {}, helpers = {} }: Given) {
  const failed: ProgramResult = { exitCode: 1, stdout: '', stderr: '', timedOut: false, missing: false };
  const programs = {
    async run(program: string, _args: readonly string[], options?: { input?: unknown }) {
      const stdout = helpers[`${program} ${String(options?.input)}`];
      return stdout === undefined ? failed : { ...failed, exitCode: 0, stdout };
    },
  } as Programs;
  const environment = makeEnvironment({ variables });
  const reading = onlyWith<ReadingFiles>('files', { readText: async (path) => files[path] });
  return registryAuths(registries, { environment, files: reading, programs });
}

const config = '/home/ada/.docker/config.json';
const basic = Buffer.from('ada:pass:word').toString('base64');

describe('credentials for a registry', () => {
  test('come from the manifest first, at the moment they are needed', async () => {
    const registries = [
      { host: 'ghcr.io', user: 'x', password: { kind: 'env', name: 'GHCR_TOKEN' } } as const,
      { host: 'example.org', user: 'y', password: { kind: 'file', path: '/run/token' } } as const,
    ];
    const files = { [config]: JSON.stringify({ auths: { 'ghcr.io': { auth: basic } } }), '/run/token': 'two\n' };
    const auths = authsOf({ registries, variables: { GHCR_TOKEN: 'one' }, files });
    const [ghcr, example] = await Promise.all([auths.authFor('ghcr.io/a/b:1'), auths.authFor('example.org/c')]);
    expect([ghcr?.username, ghcr?.password.reveal()]).toEqual(['x', 'one']);
    expect([example?.username, example?.password.reveal()]).toEqual(['y', 'two']);
    expect(inspect(ghcr) + JSON.stringify(ghcr)).not.toContain('one');
  });

  test('say which variable is missing', async () => {
    const registries = [{ host: 'ghcr.io', user: 'x', password: { kind: 'env', name: 'GHCR_TOKEN' } } as const];
    await expect(authsOf({ registries }).authFor('ghcr.io/a/b')).rejects.toMatchObject({
      message: 'registries.ghcr.io: the variable GHCR_TOKEN holds no password',
    });
  });

  test.each([
    ['alpine:3', 'https://index.docker.io/v1/'],
    ['docker.io/library/alpine', 'https://index.docker.io/v1/'],
    ['ghcr.io/a/b:1', 'ghcr.io'],
    ['localhost:5000/a', 'localhost:5000'],
  ])("for %s are docker's own, from config.json", async (image, address) => {
    const key = address === 'ghcr.io' ? 'https://ghcr.io/v2/' : address;
    const auths = authsOf({ files: { [config]: JSON.stringify({ auths: { [key]: { auth: basic } } }) } });
    const auth = await auths.authFor(image);
    expect(auth).toMatchObject({ serveraddress: address, username: 'ada' });
    expect(auth?.password.reveal()).toBe('pass:word');
    expect(await auths.authFor('other.example/x')).toBeUndefined();
  });

  test("come from docker's credential helpers, tokens told from passwords", async () => {
    const files = { [config]: JSON.stringify({ credsStore: 'box', credHelpers: { 'ghcr.io': 'gh' } }) };
    const helpers = {
      'docker-credential-gh ghcr.io': '{"Username":"x","Secret":"one"}',
      'docker-credential-box example.org': '{"Username":"<token>","Secret":"two"}',
    };
    const auths = authsOf({ files, helpers });
    expect((await auths.authFor('ghcr.io/a'))?.password.reveal()).toBe('one');
    expect((await auths.authFor('example.org/a'))?.identityToken?.reveal()).toBe('two');
    expect(await auths.authFor('nix.example/a')).toBeUndefined();
  });

  test.each([
    '{',
    '[]',
    '{"auths":[]}',
    '{"auths":{"ghcr.io":null}}',
    '{"auths":{"ghcr.io":{"auth":7}}}',
    '{"credsStore":7}',
  ])('are asked for anew where config.json holds %s', async (text) => {
    const auths = authsOf({ files: { [config]: text } });
    await expect(auths.authFor('ghcr.io/a/b')).rejects.toMatchObject({ code: 'USAGE', tryThis: [expect.any(String)] });
  });

  test.each(['', 'null', '[]', '{"Username":7,"Secret":8}', 'no credentials'])(
    'are none where a helper prints %j',
    async (said) => {
      const files = { [config]: '{"credsStore":"pass"}' };
      const auths = authsOf({ files, helpers: { 'docker-credential-pass ghcr.io': said } });
      expect(await auths.authFor('ghcr.io/a/b')).toBeUndefined();
    },
  );
});
