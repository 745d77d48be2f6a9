import type { Commit } from '../../model/brand.js';
import { mustRun, type Clone } from './clone.js';

/** Where branches and pins stand. */
export interface Refs {
  /** What the remote had when it was last asked. */
  readonly main?: Commit;
  readonly details?: Commit;
  /** Tree of the details branch. */
  readonly detailsTree?: string;
  /** Branches of witnesses, by their names. */
  readonly witnesses?: Readonly<Record<string, Commit>>;
  /** The pin: the head up to which this machine has read and checked the log, and the details beside it. */
  readonly seen?: Commit;
  readonly seenDetails?: Commit;
}

/** Reads the refs of this process and the pin. */
export async function readRefs(clone: Clone): Promise<Refs> {
  const format = '%(refname) %(objectname) %(tree)';
  const names = [clone.at, 'refs/tend/seen/main', 'refs/tend/seen/details'];
  const text = await mustRun(clone, ['for-each-ref', `--format=${format}`, ...names]);
  const rows = new Map(text.split('\n').map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]));
  const [details, detailsTree] = rows.get(`${clone.at}/details`) ?? [];
  const found = {
    main: rows.get(`${clone.at}/main`)?.[0],
    details,
    detailsTree,
    seen: rows.get('refs/tend/seen/main')?.[0],
    seenDetails: rows.get('refs/tend/seen/details')?.[0],
  };
  const present = Object.fromEntries(Object.entries(found).filter(([, commit]) => commit));
  return { ...present, witnesses: witnessBranches(rows, `${clone.at}/witness/`) };
}

function witnessBranches(rows: ReadonlyMap<string, string[]>, folder: string): Record<string, Commit> {
  const own = [...rows].filter(([ref]) => ref.startsWith(folder));
  return Object.fromEntries(own.map(([ref, [commit = '']]) => [ref.slice(folder.length), commit]));
}
