import { Flags } from '@oclif/core';

const region = Flags.string({
  char: 'C',
  description: 'folder of the region (default: the nearest region.yml upwards)',
  helpGroup: 'GLOBAL',
  helpValue: 'DIR',
});
const json = Flags.boolean({ description: 'the result as one JSON document', helpGroup: 'GLOBAL' });
/** Those of every command, unless it says otherwise. */
export const baseFlags = { region, json };

/** For commands that need no region, and for those whose result is a stream. */
export const withoutRegion = { json } as typeof baseFlags;
export const noBase = {} as typeof baseFlags;
export const withoutJson = { region } as typeof baseFlags;
