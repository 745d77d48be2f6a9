import { copied } from './align.js';
import { seenWords } from './seen-words.js';

interface Level {
  readonly level: 'local' | 'public' | 'witnessed';
  readonly seenBy: readonly { readonly witness: string; readonly size: number; readonly at: string }[];
  readonly quorum: string;
  readonly remote: string;
  readonly origin: string;
  readonly keys: readonly string[];
  readonly moved?: 'public' | 'witnessed';
}

const worth = {
  local: 'Every change is signed and kept. But only this machine has it: who holds the machine could swap all of it.',
  public:
    'Everybody can read it and keep a copy. Who holds its keys and may push could still show others another past.',
  witnessed: 'Other collectives sign that it only grows. Nobody can change the past without their noticing.',
};

/** Where a record stands, what that is worth, and the next step up. */
export function showLevel({ level, seenBy, quorum, remote, moved, ...log }: Level): string {
  const seen = seenWords(seenBy);
  return [
    `${title(level, moved)}   (local < public < witnessed)`,
    `  ${remote}`,
    `  ${worth[level]}`,
    ...(seen === undefined ? [] : [`  ${seen}`]),
    ...nextStep(level, quorum),
    ...(level === 'local' && moved === undefined ? [] : forWitness({ ...log, remote })),
  ].join('\n');
}

/** All that a witness has to know, as the command that they type. */
function forWitness({ origin, keys, remote }: Pick<Level, 'origin' | 'keys' | 'remote'>): string[] {
  if (keys.length === 0) return [];
  const words = keys.map((key) => `--key ${key}`).join(' ');
  return ['give this to whoever is to witness it:', copied(`tend witness add ${origin} ${words} --remote ${remote}`)];
}

function title(level: Level['level'], moved: Level['moved']): string {
  if (moved === undefined) return `the record is: ${level}`;
  return moved === level
    ? `done; the record is now: ${level}`
    : `asked for: ${moved}; until somebody has looked: ${level}`;
}

function nextStep(level: Level['level'], quorum: string): string[] {
  if (level === 'witnessed') return [];
  if (quorum !== 'none')
    return [`next: ${quorum} must look at it: there, tend witness add and tend witness run (by cron)`];
  if (level === 'local')
    return [
      'next: make an empty repository where others can read, then',
      '  tend changelog level public --remote ADDRESS',
    ];
  return [
    'next: ask two other collectives to witness it (tend witness init gives them a line for your policy), then',
    '  tend changelog level witnessed --policy FILE',
    '  the file: their witness lines, a group, a quorum; see docs/witnesses.md',
  ];
}
