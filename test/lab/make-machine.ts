import { realLabTools, type LabTools } from '../../src/tools/lab-tools.js';
import type { ProgramResult } from '../../src/tools/programs.js';

interface MachineOptions {
  readonly present: readonly string[];
  /** So many runs of apt-get fail first. */
  readonly failing?: number;
  /** Packages that bring other programs than usual. */
  readonly brings?: Readonly<Record<string, readonly string[]>>;
}

interface Machine {
  readonly tools: LabTools;
  /** What apt-get did, and whether services were kept from starting meanwhile. */
  readonly ran: readonly string[];
  /** Files that are there now. */
  readonly present: ReadonlySet<string>;
}

export const policy = '/usr/sbin/policy-rc.d';

const usualPrograms = {
  'docker.io': ['dockerd', 'docker'],
  'docker-cli': ['docker'],
  'docker-registry': ['docker-registry'],
  'busybox-static': ['busybox'],
};

/** A Debian machine in memory, as far as a lab looks at it: which programs are there, and an apt-get that brings more. */
export function makeMachine({ present, failing = 0, brings = {} }: MachineOptions): Machine {
  const real = realLabTools();
  const here = new Set(present);
  const ran: string[] = [];
  const usual: Readonly<Record<string, readonly string[]>> = { ...usualPrograms, ...brings };
  const tools: LabTools = {
    ...real,
    files: {
      ...real.files,
      exists: async (path) => here.has(path),
      write: async (path) => void here.add(path),
      remove: async (path) => void here.delete(path),
    },
    programs: { ...real.programs, run: async (program, words) => (program === 'apt-get' ? apt(words) : ended(127)) },
  };
  return { tools, ran, present: here };

  /** As apt-get does: all packages or none, and nothing at all with --simulate. */
  function apt(words: readonly string[]): ProgramResult {
    const [word = '', ...packages] = words.filter((each) => !each.startsWith('-'));
    ran.push(`${word} ${packages.join(' ')} ${here.has(policy) ? 'with policy' : 'without'}`);
    const isKnown = ['install', 'update'].includes(word) && packages.every((name) => name in usual);
    if (ran.length <= failing || !isKnown) return ended(100);
    if (words.includes('--simulate')) return ended(0);
    for (const path of places(packages.flatMap((name) => usual[name] ?? []))) here.add(path);
    return ended(0);
  }
}

/** Where these programs lie. */
export function places(programs: readonly string[]): string[] {
  return programs.map((name) => `/usr/sbin/${name}`);
}

function ended(exitCode: number): ProgramResult {
  return { exitCode, stdout: '', stderr: '', timedOut: false, missing: false };
}
