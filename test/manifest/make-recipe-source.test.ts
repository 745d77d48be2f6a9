import { describe, expect, test } from '@jest/globals';
import { head, readManifest } from './read-manifest.js';

describe('a recipe', () => {
  test.each([
    ['dokuwiki', { kind: 'name', name: 'dokuwiki' }],
    ['https://git.example.org/r/wiki.git', { kind: 'url', name: 'wiki', url: 'https://git.example.org/r/wiki.git' }],
    ['ssh://git@git.example.org:22/r/wiki', { kind: 'url', name: 'wiki', url: 'ssh://git@git.example.org:22/r/wiki' }],
    ['git@git.example.org:r/wiki.git', { kind: 'url', name: 'wiki', url: 'git@git.example.org:r/wiki.git' }],
    ['git@git.example.org:wiki.git', { kind: 'url', name: 'wiki', url: 'git@git.example.org:wiki.git' }],
    ['file:///srv/wiki.git/', { kind: 'url', name: 'wiki', url: 'file:///srv/wiki.git/' }],
    ['./recipes/wiki', { kind: 'path', name: 'wiki', path: '/region/recipes/wiki' }],
    ['../wiki.git', { kind: 'path', name: 'wiki', path: '/wiki.git' }],
    ['/srv/wiki', { kind: 'path', name: 'wiki', path: '/srv/wiki' }],
  ])('%s', async (typed, source) => {
    const region = await readManifest(head, { 'a.yml': `recipe: ${typed}\nversion: 1.0.0\nnode: coburg\n` });
    expect(region.apps[0]?.recipe).toEqual(source);
  });
});
