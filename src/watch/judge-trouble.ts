import type { Timestamp } from '../model/brand.js';
import type { Finding, FindingKind } from './finding.js';
import type { Noticed, ReachedLog } from './log-look.js';

const kindOfCode: Readonly<Record<string, FindingKind>> = {
  truncated: 'rollback',
  dropped: 'rollback',
  inserted: 'rollback',
  swapped: 'rollback',
  rewritten: 'rollback',
  'history-rewritten': 'rollback',
  forked: 'fork',
  'other-origin': 'other-log',
  'quorum-missing': 'unwitnessed',
};

/** Told by us from the newest cosignature, after the hours that the watcher chose. */
const judgedElsewhere = 'head-stale';

const shown = 5;

/** What makes a log one that cannot be trusted: an alarm each kind, however many entries it is about. */
export function judgeTrouble(look: ReachedLog, goodAt: Timestamp | undefined): Finding[] {
  const problems = look.problems.filter(({ code }) => code !== judgedElsewhere);
  const byKind = Map.groupBy(problems, ({ code }) => kindOfCode[code] ?? 'invalid');
  if (look.proof !== undefined && !byKind.has('fork')) byKind.set('fork', [signedTwice]);
  return [...byKind].map(([kind, noticed]) => findingOf(look, { kind, noticed, goodAt }));
}

const signedTwice: Noticed = { code: 'forked', says: 'two histories of this log were signed (certain)' };

interface Trouble {
  readonly kind: FindingKind;
  readonly noticed: readonly Noticed[];
  readonly goodAt: Timestamp | undefined;
}

function findingOf(look: ReachedLog, { kind, noticed, goodAt }: Trouble): Finding {
  const [first, ...others] = noticed.map(({ says }) => says);
  const left = others.length - shown;
  const whole = goodAt === undefined ? [] : [`it was whole when last looked at: ${goodAt}`];
  return {
    key: kind,
    kind,
    scope: 'log',
    says: `${look.origin}: ${first ?? kind}`,
    details: [...others.slice(0, shown), ...(left > 0 ? [`and ${left} more`] : []), ...whole],
    tryThis: nextSteps(look, kind),
    mark: noticed.map(({ code, entry }) => `${code} ${entry ?? ''}`).join(', '),
    ...(kind === 'fork' && look.proof !== undefined ? { proof: look.proof } : {}),
  };
}

function nextSteps({ remote, clone, proof }: ReachedLog, kind: FindingKind): string[] {
  const keep = `keep the copy that has what was seen before: ${clone}`;
  const tell = `tell the people of this log, its witnesses and who else watches it; ask who may push to ${remote}`;
  const agreed = `only if its people agreed on it, take what is there now: git --git-dir ${clone} update-ref -d refs/tend/seen/main`;
  switch (kind) {
    case 'fork':
      return [
        ...(proof === undefined
          ? []
          : [`send them the proof; anybody can check it: tend changelog check-proof ${proof} --policy trust.policy`]),
        tell,
        keep,
      ];
    case 'rollback':
      return [tell, keep, 'whoever has the entries brings them back: tend changelog recover', agreed];
    case 'other-log':
      return ['compare the fingerprint with its people, not by way of the same server', tell];
    case 'unwitnessed':
      return ['ask the witnesses of this log whether they see it: tend witness run, on their machines'];
    default:
      return [`see all of it: git clone ${remote} changelog && tend changelog verify changelog`, tell];
  }
}
