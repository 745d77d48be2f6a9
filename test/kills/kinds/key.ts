import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSmallRegion, mustEndWell } from '../apps-fixture.js';
import type { Kill, Site } from '../kill.js';

const verbs = ['new', 'rotate', 'add'] as const;

/** A key of the record that is made, rotated or let in. */
export async function killKey({ fixture, chance }: Site): Promise<Kill> {
  const region = makeSmallRegion(fixture);
  region.write('  {}');
  const [first, second, third] = ['one', 'two', 'three'].map((name) => makeKey(join(region.root, name)));
  const verb = verbs[Math.floor(chance() * verbs.length)] ?? 'new';
  if (verb !== 'new') await mustEndWell(region, 'changelog', 'key', 'add', 'op-cid1', first ?? '');
  const words = verb === 'add' ? ['op-bea1', second ?? ''] : [];
  return {
    region,
    args: ['changelog', 'key', verb, ...words],
    apps: [],
    doneAlready: 'which was let in before',
    faults,
  };

  /** Whoever acts still writes into the record, and everybody has one key there. */
  async function faults(): Promise<string[]> {
    const { exitCode, stdout, stderr } = await region.tend('changelog', 'key', 'add', 'op-dor1', third ?? '');
    const added = region.entries().filter(({ type, holder }) => type === 'key.add' && holder === 'op-bea1').length;
    return [
      ...(exitCode === 0 ? [] : [`nothing can be recorded any more: ${stdout}${stderr}`]),
      ...(added > 1 ? [`the key was let in ${added} times`] : []),
    ];
  }
}

function makeKey(path: string): string {
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', path]);
  return readFileSync(`${path}.pub`, 'utf8').trim();
}
