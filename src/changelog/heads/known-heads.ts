import type { Log } from '../log/log.js';
import type { Workplace } from '../workplace.js';
import { joinHeads } from './best-head.js';
import { parseHead, type Head } from './head.js';
import { witnessHeads } from './remembered-head.js';

/** The log's own head and those on the branches of witnesses, the cosignatures of each together. */
export async function knownHeads(place: Workplace, { checkpoint }: Log): Promise<Head[]> {
  const own = parseHead(checkpoint ?? '', place.origin);
  return joinHeads([...('problem' in own ? [] : [own]), ...(await witnessHeads(place))], place.origin);
}
