import { errorCodes } from '../../model/error-codes.js';
import { actingWords, waysToAct } from '../../model/acting-words.js';
import { given } from '../../model/given.js';
import type { ReadingTools } from '../../tools/tools.js';
import { failedCheck, type Check } from './check.js';
import type { OpenRegion } from './open-region.js';
import { readActing } from './read-acting.js';

const what = 'you';

/** Whether it is known who acts on this machine, and whether the record lets their key write. Asks nobody. */
export async function checkActor(
  tools: ReadingTools,
  { region, changelog, mayBeElsewhere }: OpenRegion,
): Promise<Check> {
  try {
    const acting = await readActing(tools, {
      region,
      place: changelog.place,
      mayAsk: false,
      ...given({ mayBeElsewhere }),
    });
    const ok = acting.key.kind === 'in-record' || acting.key.kind === 'opens';
    const says = actingWords(acting).replace(/^you /, '');
    const check = { what, says, details: [], tryThis: ok ? [] : waysToAct(acting) };
    const code = acting.key.kind === 'unread' ? 'CHANGELOG_UNREACHABLE' : 'CHANGELOG_KEY_UNKNOWN';
    return ok ? { ...check, ok } : { ...check, ok, exitStatus: errorCodes[code] };
  } catch (error) {
    return failedCheck(what, error);
  }
}
