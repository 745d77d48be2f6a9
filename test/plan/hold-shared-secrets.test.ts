import { describe, expect, test } from '@jest/globals';
import type { Step } from '../../src/model/step.js';
import { holdSharedSecrets } from '../../src/plan/hold-shared-secrets.js';
import { realRandom } from '../../src/tools/random.js';
import type { Tools } from '../../src/tools/tools.js';
import { readSecretValues } from '../../src/workflows/apply/read-secret-values.js';
import { makeStep } from '../support/builders.js';

const shared = {
  id: 'login client_wiki',
  rule: 'combine.sso.login.wiki.secrets.oidc',
  members: [
    { app: 'login', key: 'client_wiki' },
    { app: 'wiki', key: 'oidc' },
  ],
};
const make = { kind: 'generate', length: 32, charset: 'alnum', shared } as const;
const login = makeStep({
  app: 'login',
  node: 'coburg',
  secrets: [{ key: 'client_wiki', name: 'login_client_wiki_v1', make }],
});
const wiki = makeStep({ app: 'wiki', secrets: [{ key: 'oidc', name: 'wiki_oidc_v1', make }] });

function heldOf(steps: readonly Step[]): Record<string, readonly string[]> {
  return Object.fromEntries(holdSharedSecrets(steps).map(({ app, held }) => [app, held.map(({ reason }) => reason)]));
}

describe('a shared secret', () => {
  test('goes on where all that have it get it together', () => {
    expect(heldOf([login, wiki])).toEqual({ login: [], wiki: [] });
  });

  test('waits where the other app is not in the plan, or has its own already', () => {
    expect(heldOf([wiki])).toEqual({ wiki: ['secret-shared'] });
    const [held] = holdSharedSecrets([wiki, { ...login, secrets: [] }]);
    expect(held?.held[0]?.says).toBe(
      'wiki needs the secret oidc with the same value as login: login has its own (client_wiki) already, and a swarm gives no value back',
    );
    expect(held?.held[0]?.release.map(({ command }) => command)).toEqual([
      'tend plan --app login --app wiki',
      'a higher version at combine.sso.login.wiki.secrets.oidc in region.yml',
      'tend app secret set wiki oidc',
    ]);
  });

  test('waits for a step that waits, whichever comes first', () => {
    const waiting = { ...wiki, held: [{ reason: 'major', says: 'x', release: [] }] } as const;
    expect(heldOf([login, waiting])).toEqual({ login: ['secret-shared'], wiki: ['major'] });
    expect(heldOf([waiting, login])).toEqual({ wiki: ['major'], login: ['secret-shared'] });
  });

  test('holds a whole chain, where one app shares with two', () => {
    const other = {
      ...shared,
      id: 'login client_pad',
      members: [
        { app: 'login', key: 'client_pad' },
        { app: 'pad', key: 'oidc' },
      ],
    };
    const both = {
      ...login,
      secrets: [...login.secrets, { key: 'client_pad', name: 'login_client_pad_v1', make: { ...make, shared: other } }],
    };
    expect(heldOf([both, wiki])).toEqual({ login: ['secret-shared'], wiki: ['secret-shared'] });
  });

  test('has one value in all of them, made anew in each run, and others have their own', async () => {
    const own = makeStep({
      app: 'pad',
      secrets: [{ key: 'own', name: 'pad_own_v1', make: { kind: 'generate', length: 32, charset: 'alnum' } }],
    });
    const read = async () => {
      const values = await readSecretValues({ random: realRandom } as Tools, [login, wiki, own]);
      return [...values].map(([name, value]) => [name, value.reveal()]);
    };
    const first = Object.fromEntries(await read()) as Record<string, string>;
    expect(first['coburg login_client_wiki_v1']).toMatch(/^[A-Za-z0-9]{32}$/);
    expect(first['brunswick wiki_oidc_v1']).toBe(first['coburg login_client_wiki_v1']);
    expect(first['brunswick pad_own_v1']).not.toBe(first['brunswick wiki_oidc_v1']);
    expect(Object.fromEntries(await read())).not.toEqual(first);
  });
});
