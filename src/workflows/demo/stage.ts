import { basename } from 'node:path';
import type { Lab } from '../../model/lab.js';
import { parseJson } from '../../model/parse-json.js';
import type { Git } from '../../tools/git.js';
import type { LabTools } from '../../tools/lab-tools.js';
import type { ShownPrograms } from '../../tools/shown-programs.js';
import { sceneFailed } from './scene-failed.js';

/** What the scenes of the demo play with. */
export interface Stage {
  readonly tools: LabTools & { readonly git: Git };
  readonly shown: ShownPrograms;
  readonly lab: Lab;
  /** Folder of the region repo. */
  readonly region: string;
  /** Who plays: a steward of that region. */
  readonly person: Person;
  /** The command itself: program and first argument. */
  readonly tend: readonly [string, string];
  readonly tell: (event: DemoEvent) => void;
}

/** Somebody who runs tend in a region. */
export interface Person {
  readonly region: string;
  readonly environment: Readonly<Record<string, string>>;
}

export type DemoEvent =
  | { readonly type: 'scene'; readonly title: string; readonly says: readonly string[] }
  | { readonly type: 'command'; readonly line: string }
  | { readonly type: 'line'; readonly text: string };

/** A part of the demo: what it is about, and what happens. */
export interface Scene {
  readonly title: string;
  readonly says: readonly string[];
  readonly play: (stage: Stage) => Promise<void>;
}

/** Runs tend in front of the audience; another exit status than expected is a failure of the demo. */
export async function playTend(
  stage: Stage,
  words: readonly string[],
  { person = stage.person, expected = [0] }: { readonly person?: Person; readonly expected?: readonly number[] } = {},
): Promise<void> {
  const where = person.region === stage.region ? '' : `${basename(person.region)} $ `;
  stage.tell({ type: 'command', line: `${where}tend ${words.map(quoteIfNeeded).join(' ')}` });
  const [program, script] = stage.tend;
  const status = await stage.shown.run(program, [script, ...words], { cwd: person.region, env: person.environment });
  if (!expected.includes(status))
    throw sceneFailed(`tend ${words.join(' ')} ended with ${status}, where ${expected.join(' or ')} was foreseen`);
}

/** What tend answers to a program, behind the scenes. */
export async function tendJson(stage: Stage, person: Person, words: readonly string[]): Promise<unknown> {
  const [program, script] = stage.tend;
  const done = await stage.tools.programs.run(program, [script, ...words, '--json'], {
    cwd: person.region,
    env: person.environment,
  });
  const answer = parseJson(done.stdout);
  if (answer === undefined) throw sceneFailed(`tend ${words.join(' ')} gave no JSON`, done.stderr.split('\n'));
  return answer;
}

/** Runs a line on a server over ssh, as somebody would who does not use tend. */
export async function playOnNode(stage: Stage, name: string, line: string): Promise<void> {
  const node = stage.lab.nodes.find((one) => one.name === name);
  if (!node) throw new Error(`no node ${name}`);
  stage.tell({ type: 'command', line: `ssh deploy@${name} ${line}` });
  const known = ['-o', `UserKnownHostsFile=${stage.lab.knownHosts}`, '-o', 'BatchMode=yes'];
  const done = await stage.tools.programs.run('ssh', [
    '-F',
    'none',
    '-i',
    stage.lab.key,
    ...known,
    `deploy@${node.address}`,
    line,
  ]);
  if (done.exitCode !== 0)
    throw sceneFailed(`on ${name}: ${line} ended with ${done.exitCode ?? 'a signal'}`, [done.stderr]);
}

/** Runs git in the region repo. */
export async function playGit(stage: Stage, words: readonly string[]): Promise<void> {
  stage.tell({ type: 'command', line: `git ${words.map(quoteIfNeeded).join(' ')}` });
  const done = await stage.tools.git.run(words, { cwd: stage.region });
  if (done.exitCode !== 0)
    throw sceneFailed(`git ${words.join(' ')} ended with ${done.exitCode ?? 'a signal'}`, [done.stderr]);
}

function quoteIfNeeded(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`;
}
