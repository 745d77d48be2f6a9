import { describe, expect, test } from '@jest/globals';
import type { Lab } from '../../src/model/lab.js';
import { makePaint } from '../../src/show/paint.js';
import { showLab, showLabStatus, showLowered } from '../../src/show/show-lab.js';
import { shown } from '../../src/show/shown.js';
import { fitLines } from '../../src/tools/fit-lines.js';

const paint = makePaint(false);
const lab: Lab = {
  version: 1,
  number: 3,
  folder: '/labs/3',
  bridge: 'tendlab3',
  subnet: '198.18.3.0/24',
  gateway: '198.18.3.1',
  registry: '198.18.3.2',
  registryCable: 'tlab3reg',
  swarm: 'each',
  internet: false,
  nodes: [
    {
      name: 'brunswick',
      address: '198.18.3.11',
      hostKey: 'ssh-ed25519 AAAA',
      folder: '/labs/3/nodes/1',
      cable: 'tlab3n1',
    },
  ],
  key: '/labs/3/id',
  knownHosts: '/labs/3/known_hosts',
};

describe('a lab on the screen', () => {
  test('is told with addresses, a login and the lines for a manifest', () => {
    expect(fitLines(shown(showLab, lab, paint), undefined)).toBe(`lab 3 is up: 1 server, each a swarm of its own
  brunswick  198.18.3.11  http://198.18.3.11/

for a region.yml:
nodes:
  brunswick: { host: 198.18.3.11, user: deploy, hostKey: ssh-ed25519 AAAA, identityFile: /labs/3/id }

log in:       ssh -i /labs/3/id -o UserKnownHostsFile=/labs/3/known_hosts root@198.18.3.11
from afar:    ssh -L 8080:198.18.3.11:80 THIS-MACHINE, then http://localhost:8080/
take it away: tend lab down --number 3`);
  });

  test('tells which Docker its servers run where that is not the one of this machine', () => {
    const other = { ...lab, docker: { version: '28.5.2+dfsg4', folder: '/cache/28' } };
    expect(showLab(other, paint)).toContain('lab 3 is up: 1 server, each a swarm of its own, Docker 28.5.2+dfsg4\n');
  });

  test('tells a server that is off, and what was left behind', () => {
    const labs = [
      { number: 3, state: 'alive', owned: false, lab, running: [], docker: '28.5.2+dfsg4' },
      { number: 4, state: 'abandoned', owned: false, running: [] },
    ] as const;
    expect(showLabStatus(labs, paint)).toBe(`lab 3: up, Docker 28.5.2+dfsg4
  brunswick  198.18.3.11  off
lab 4: left behind (tend lab down --number 4)`);
  });

  test('always says something', () => {
    expect(showLabStatus([], paint)).toBe('no lab on this machine (tend lab up)');
    expect(showLowered([])).toBe('no lab to take away');
    expect(showLowered([1, 2])).toBe('lab 1 is gone\nlab 2 is gone');
  });
});
