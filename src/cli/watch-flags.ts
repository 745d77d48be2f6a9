import { Flags } from '@oclif/core';
import { given } from '../model/given.js';
import type { WatchChoice } from '../workflows/watch/choose-watched.js';
import { parseTimeSpan } from './parse-time-span.js';

const hourMs = 3_600_000;
const hours = Flags.custom<number>({
  helpValue: 'TIME',
  parse: async (text) => (await parseTimeSpan(text)) / hourMs,
});

/** What is watched, and for how long something may go on before it counts as wrong. */
export const watchFlags = {
  log: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    description: 'a log to watch instead of that of the region',
    helpValue: 'ORIGIN=REMOTE[#FINGERPRINT]',
  }),
  list: Flags.string({ description: 'a file with logs to watch (YAML, JSON)', helpValue: 'FILE' }),
  nodes: Flags.boolean({
    allowNo: true,
    description: 'look at the servers of the region too (default: yes where no other log is named)',
  }),
  every: Flags.custom<number>({ helpValue: 'TIME', parse: parseTimeSpan })({
    description: 'look again and again, and whenever a server tells of a change',
  }),
  'stale-after': hours({
    description: 'alarm when no witness signed for so long (default: 2d); with it also when nobody signed at all',
  }),
  'silent-after': hours({ description: 'alarm when nothing answers for so long (default: 2h)' }),
  'alarm-file': Flags.string({ description: 'add alarms to this file, a line of JSON each', helpValue: 'FILE' }),
  'alarm-command': Flags.string({
    description: 'program (and words, no shell) that gets each alarm as JSON on standard input',
    helpValue: 'CMD',
  }),
  'take-as-known': Flags.boolean({ description: 'services that no entry tells of are right as they are now' }),
};

interface ChoiceFlags {
  readonly log?: readonly string[] | undefined;
  readonly list?: string | undefined;
  readonly nodes?: boolean | undefined;
  readonly region?: string | undefined;
  readonly 'stale-after'?: number | undefined;
}

/** The same as a workflow takes it. */
export function watchChoice(flags: ChoiceFlags): WatchChoice {
  const { log: logs = [], list, nodes, region } = flags;
  const staleHours = flags['stale-after'];
  return {
    logs,
    ...given({ list, nodes, region, staleHours }),
  };
}
