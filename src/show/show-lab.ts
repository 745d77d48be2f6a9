import type { Lab, LabEvent, LabNode, LabStatus } from '../model/lab.js';
import { columns, copied, count } from './align.js';
import type { Paint } from './paint.js';

/** A lab that was just raised, and how to use it: addresses, a login, the nodes for a region.yml. */
export function showLab(lab: Lab, paint: Paint): string {
  const first = lab.nodes[0];
  const swarms = { each: 'each a swarm of its own', one: 'one swarm, the first manages', none: 'no swarm yet' };
  const rows = lab.nodes.map(({ name, address }) => [`  ${name}`, address, `http://${address}/`]);
  return [
    `${paint.good('lab')} ${paint.bold(String(lab.number))} is up: ${count(lab.nodes.length, 'server')}, ${swarms[lab.swarm]}${lab.docker ? `, Docker ${lab.docker.version}` : ''}`,
    ...columns(rows),
    '',
    'for a region.yml:',
    'nodes:',
    ...lab.nodes.flatMap((node) => nodeLines(lab, node)),
    '',
    ...(first ? [copied(`log in:       ${sshLine(lab, first)}`)] : []),
    ...(first ? [`from afar:    ssh -L 8080:${first.address}:80 THIS-MACHINE, then http://localhost:8080/`] : []),
    `take it away: tend lab down --number ${lab.number}`,
  ].join('\n');
}

/** All labs of a machine. */
export function showLabStatus(labs: readonly LabStatus[], paint: Paint): string {
  if (labs.length === 0) return 'no lab on this machine (tend lab up)';
  return labs.map((status) => oneLab(status, paint).join('\n')).join('\n');
}

/** One line of progress. */
export function showLabEvent(event: LabEvent): string {
  switch (event.type) {
    case 'lab-installing':
      return `installed ${event.packages.join(' ')}`;
    case 'lab-fetching-docker':
      return `fetching Docker ${event.release} of Debian ${event.suite} (some 60 MB, once)`;
    case 'lab-raising':
      return `raising ${count(event.nodes, 'server')} (${event.internet ? 'official images: Docker Hub answers' : 'images made here: Docker Hub does not answer'})`;
    case 'lab-image':
      return `image ${event.name}`;
    case 'lab-up':
      return `lab ${event.lab.number} is up`;
  }
}

/** What somebody agrees to. */
export function showMissing(packages: readonly string[]): string {
  return `A lab needs ${count(packages.length, 'package')} of Debian that this machine lacks: ${packages.join(' ')}.\nTheir services are not started.`;
}

export function showLowered(numbers: readonly number[]): string {
  return numbers.length === 0 ? 'no lab to take away' : numbers.map((number) => `lab ${number} is gone`).join('\n');
}

function nodeLines(lab: Lab, { name, address, hostKey }: LabNode): string[] {
  return [copied(`  ${name}: { host: ${address}, user: deploy, hostKey: ${hostKey}, identityFile: ${lab.key} }`)];
}

function sshLine({ key, knownHosts }: Lab, { address }: LabNode): string {
  return `ssh -i ${key} -o UserKnownHostsFile=${knownHosts} root@${address}`;
}

function oneLab({ number, state, owned, lab, running, docker }: LabStatus, paint: Paint): string[] {
  const words = {
    alive: owned ? 'up, belongs to a running process' : 'up',
    abandoned: `left behind (tend lab down --number ${number})`,
    dead: `stopped, as after a restart of this machine (tend lab down --number ${number})`,
    busy: 'being raised or taken away just now',
  };
  const nodes = lab?.nodes ?? [];
  const rows = nodes.map(({ name, address }) => [`  ${name}`, address, running.includes(name) ? 'runs' : 'off']);
  const says = state === 'alive' ? paint.good(words.alive) : paint.change(words[state]);
  return [`lab ${number}: ${says}${docker === undefined ? '' : `, Docker ${docker}`}`, ...columns(rows)];
}
