import { describe, expect, test } from '@jest/globals';
import { head, mistakesOf, readManifest } from './read-manifest.js';

const wiki = `apps:
  wiki: { recipe: dokuwiki, version: 1.2.0+2024-02-06a, node: brunswick }
`;

describe('readRegion', () => {
  test('fills in every default', async () => {
    const region = await readManifest(head + wiki);
    expect(region).toMatchObject({
      name: 'merri-bek',
      changelogRemotes: [],
      catalogue: 'https://git.coopcloud.tech/coop-cloud',
      registries: [],
      policies: { removal: 'ask', majorUpgrades: 'hold' },
    });
    expect(region.apps).toEqual([
      {
        name: 'wiki',
        key: 'wiki',
        recipe: { kind: 'name', name: 'dokuwiki' },
        version: { kind: 'tag', tag: '1.2.0+2024-02-06a' },
        node: 'brunswick',
        domain: 'wiki.merri-bek.example',
        alsoAt: [],
        stack: 'wiki_merri-bek_example',
        deputies: [],
        needs: [],
        overlays: [],
        env: {},
        secrets: {},
        state: 'present',
        engine: 'swarm',
        critical: false,
        at: { file: 'region.yml', line: 9, column: 3 },
      },
    ]);
  });

  test('tells every mistake at once, by file and line, with the name that was meant', async () => {
    const region = `${head.replace('host: coburg.example.org', 'host: c.example.org, hostKye: x')}policies: { removal: aks }\n`;
    const mistakes = await mistakesOf(region, {
      'wiki.yml': 'recipe: dokuwiki\nversion: 1.2.0\nnode: brunswik\nneeds: [traefik]\n',
      'pad.yml': 'recipe: pad\nversion: 1.10\nnode: brunswick\nsteward: adda\n',
    });
    expect(mistakes).toEqual([
      'region.yml:7:34  nodes.coburg.hostKye is not a key of a node. Did you mean hostKey?',
      'region.yml:8:22  policies.removal must be ask or deny. Did you mean ask?',
      'apps/pad.yml:2:10  version looks like a number: put it in quotes, "1.10".',
      'apps/pad.yml:4:10  steward "adda" is not in this region. Did you mean ada?',
      'apps/wiki.yml:3:7  node "brunswik" is not in this region. Did you mean brunswick?',
    ]);
  });
});
