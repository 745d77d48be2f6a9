import type { NewEntry } from '../../model/entry.js';
import { pairUp } from '../../model/pair-up.js';
import type { Clock } from '../../tools/clock.js';
import { recordOutcomes, type Recorded, type Recorder } from './record-entries.js';

/** A push takes about as long on a small machine; what comes within it goes along. */
const momentMs = 1_000;

interface Waiting {
  readonly entry: NewEntry;
  readonly recorded: PromiseWithResolvers<Recorded>;
}

export interface OutcomeGathering {
  readonly run: Recorder;
  readonly clock: Clock;
  /** Whether another outcome may come soon; where not, nobody waits for it. */
  readonly moreToCome: () => boolean;
}

/** Records outcomes: those that come within a moment of each other go into one push. */
export function gatherOutcomes({ run, clock, moreToCome }: OutcomeGathering): (entry: NewEntry) => Promise<Recorded> {
  let waiting: Waiting[] = [];
  let moment: AbortController | undefined;

  async function recordAfter(ended: AbortSignal): Promise<void> {
    await clock.sleep(momentMs, ended);
    const batch = waiting;
    waiting = [];
    moment = undefined;
    try {
      const all = await recordOutcomes(
        run,
        batch.map(({ entry }) => entry),
        { headLater: moreToCome() },
      );
      for (const [{ recorded }, one] of pairUp(batch, all)) recorded.resolve(one);
    } catch (error) {
      for (const { recorded } of batch) recorded.reject(error);
    }
  }

  return (entry) => {
    const recorded = Promise.withResolvers<Recorded>();
    waiting.push({ entry, recorded });
    if (!moment) {
      moment = new AbortController();
      void recordAfter(moment.signal);
    }
    if (!moreToCome()) moment.abort();
    return recorded.promise;
  };
}
