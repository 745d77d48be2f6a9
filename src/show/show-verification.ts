import { count } from './align.js';
import type { Paint } from './paint.js';
import { seenWords } from './seen-words.js';

interface Problem {
  readonly says: string;
  readonly code: string;
}

interface Shown {
  readonly origin: string;
  readonly remote: string;
  readonly fresh: boolean;
  readonly depth: 'quick' | 'deep';
  readonly size: number;
  readonly drafted: number;
  readonly fingerprint: string | null;
  readonly established: 'pin' | 'fingerprint' | 'policy' | 'first-use' | 'no';
  readonly level: 'local' | 'public' | 'witnessed';
  readonly seenBy: readonly { readonly witness: string; readonly size: number; readonly at: string }[];
  readonly problems: readonly Problem[];
  readonly open: readonly Problem[];
  /** File that shows to anybody that two histories were signed. */
  readonly evidence?: string;
}

/** Problems of one kind that are shown; all of them are in --json. */
const shownOfAKind = 3;

/** What came of verifying the changelog: the answer first, then each problem, then what that is worth. */
export function showVerification(shown: Shown, paint: Paint): string {
  const { problems, open } = shown;
  return [
    answer(shown, paint),
    ...showProblems(problems).map((line) => `  ${paint.bad('!')} ${line}`),
    ...evidenceLines(shown),
    ...(open.length > 0 ? ['open, not wrong:', ...showProblems(open).map((line) => `  ${line}`)] : []),
    ...establishedLines(shown, paint),
    ...seenLines(shown),
    ...(shown.fresh ? [] : ['  the remote did not answer: this is what was known before']),
    ...(problems.length > 0
      ? ['Keep your copy, and tell those who look after these services and those who watch this log.']
      : []),
  ].join('\n');
}

/** The first of a kind say what it is; a hole in a log makes hundreds that only follow from it. */
function showProblems(problems: readonly Problem[]): string[] {
  const kinds = new Map<string, number>();
  const lines = problems.flatMap(({ says, code }) => {
    const count = (kinds.get(code) ?? 0) + 1;
    kinds.set(code, count);
    return count > shownOfAKind ? [] : [`${says} (${code})`];
  });
  const more = [...kinds].filter(([, count]) => count > shownOfAKind);
  return [...lines, ...more.map(([code, count]) => `and ${count - shownOfAKind} more of the kind ${code}`)];
}

function evidenceLines({ evidence }: Shown): string[] {
  if (evidence === undefined) return [];
  return [
    `  ${evidence} shows to anybody that two histories were signed: send it to those who watch this log`,
    `  whoever gets it checks with: tend changelog check-proof ${evidence} --policy trust.policy`,
  ];
}

function answer({ problems, size, drafted, depth, origin, established }: Shown, paint: Paint): string {
  const entries = `${count(size, 'entry', 'entries')}${drafted > 0 ? ` and ${drafted} of the draft before` : ''}`;
  if (problems.length > 0) return paint.bad(`✘ ${origin}: ${count(problems.length, 'thing')} wrong in ${entries}`);
  if (size + drafted === 0) return `? ${origin}: nothing is recorded here yet, so there was nothing to check`;
  const how = depth === 'deep' ? 'each one checked' : 'what is new was checked';
  const good = `${origin}: ${entries}, ${how}: nothing is wrong`;
  return established === 'no' ? `? ${good} in itself` : paint.good(`✔ ${good}`);
}

/** How it is known that this is the log that one means. */
function establishedLines({ established, fingerprint, size }: Shown, paint: Paint): string[] {
  if (size === 0) return [];
  const mark = `fingerprint ${fingerprint ?? '(none)'}`;
  if (established === 'no')
    return [
      paint.bad('  whose record this is, is not established: whoever rewrites a record can rewrite all of it'),
      `  compare its ${mark}`,
      '  with the one that the people of the region tell you; then: --fingerprint, or --first-use to trust it from now on',
    ];
  const words = {
    pin: 'the same record that this machine knows from before',
    fingerprint: 'the record with the fingerprint that was asked for',
    policy: 'the record that the witnesses of your policy have seen',
    'first-use': 'trusted from now on, because you said so',
  };
  return [`  ${words[established]} · ${mark}`];
}

function seenLines({ level, seenBy, remote }: Shown): string[] {
  const who = seenWords(seenBy) ?? 'no witness has seen it: whoever can push could show you another past than others';
  return [`  ${level} · ${who}`, `  ${remote}`];
}
