import type { Timestamp } from '../model/brand.js';
import { given } from '../model/given.js';
import type { News } from './collapse-alarms.js';
import { isLogTrouble } from './finding.js';

/** An alarm for programs: a line of the alarm file, the input of the alarm command. */
export interface AlarmJson {
  readonly version: 1;
  readonly news: News['news'];
  readonly at: Timestamp;
  readonly log: string;
  readonly kind: string;
  /** `log`: the record is in doubt; `open`: something waits for a person. */
  readonly gravity: 'log' | 'open';
  readonly says: string;
  readonly since: Timestamp;
  /** Looks that have seen it. */
  readonly count: number;
  readonly details: readonly string[];
  readonly next: readonly string[];
  readonly node?: string;
  readonly app?: string;
  readonly proof?: string;
}

/** What is told of an alarm, wherever it goes. */
export function alarmAsJson({ news, alarm }: News, log: string, at: Timestamp): AlarmJson {
  const { finding, firstAt, count } = alarm;
  const { kind, says, since, details, tryThis, node, app, proof } = finding;
  return {
    version: 1,
    news,
    at,
    log,
    kind,
    gravity: isLogTrouble(finding) ? 'log' : 'open',
    says,
    since: since ?? firstAt,
    count,
    details,
    next: news === 'well' ? [] : tryThis,
    ...given({ node, app, proof }),
  };
}
