import { Flags } from '@oclif/core';
import { parseTimeSpan } from './parse-time-span.js';

/** Of every command that takes locks: milliseconds. */
export const lockWaitFlag = {
  'lock-wait': Flags.custom<number>({ helpValue: 'TIME', parse: parseTimeSpan })({
    description: 'wait so long for a lock that somebody else holds (90s, 10m)',
  }),
};
