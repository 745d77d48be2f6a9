import { lasting } from '../model/lasting.js';
import { count } from './align.js';
import type { Paint } from './paint.js';

interface Alarm {
  readonly news: 'alarm' | 'worse' | 'still' | 'well';
  readonly at: string;
  readonly says: string;
  readonly since: string;
  readonly count: number;
  readonly details: readonly string[];
  readonly next: readonly string[];
  readonly proof?: string;
}

interface Round {
  readonly logs: readonly {
    readonly origin: string;
    readonly reached: boolean;
    readonly size?: number;
    readonly nodes: readonly string[];
    readonly alarms: readonly Alarm[];
  }[];
}

/** An alarm for people who are woken by it: what, since when, what to do next. */
export function showAlarm(alarm: Alarm, paint: Paint): string {
  const { news, at, says, since, details, next, proof } = alarm;
  if (news === 'well') return `${paint.good('✔ again well:')} ${says}; was wrong for ${lasting(since, at)}`;
  const words = { alarm: '!', worse: '! now worse:', still: `! still (seen ${count(alarm.count, 'time')}):` }[news];
  return [
    `${paint.bad(words)} ${says}`,
    ...details.map((line) => `    ${line}`),
    `    since ${moment(since)}`,
    ...(proof === undefined ? [] : [`    proof: ${proof}`]),
    ...next.map((line, index) => `    ${index === 0 ? 'next: ' : '      '}${line}`),
  ].join('\n');
}

/** What a look at all logs saw: a line each, and what is wrong there, in short. */
export function showRound({ logs }: Round, paint: Paint): string {
  return logs
    .flatMap(({ origin, reached, size = 0, nodes, alarms }) => {
      const servers = nodes.length === 0 ? '' : `, ${count(nodes.length, 'server')} looked at`;
      const entries = reached ? `${count(size, 'entry', 'entries')}${servers}` : `no answer${servers}`;
      if (alarms.length === 0)
        return [`${reached ? paint.good('✔') : '?'} ${origin}: ${entries}${reached ? ', nothing is wrong' : ' yet'}`];
      return [
        paint.bad(`✘ ${origin}: ${entries}, ${count(alarms.length, 'thing')} wrong`),
        ...alarms.map(({ says, since }) => `    since ${moment(since)}: ${says}`),
      ];
    })
    .join('\n');
}

function moment(at: string): string {
  return `${at.slice(0, 16).replace('T', ' ')} UTC`;
}
