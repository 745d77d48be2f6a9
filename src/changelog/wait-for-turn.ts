import type { Workplace } from './workplace.js';

const alone = { crowd: 1, took: 0 };
const most = { crowd: 24, took: 3_000 };

/**
 * Waits for a random moment within the time that all who seem to write now need: nothing while nobody is in the way. With
 * that about every second try wins, however many they are, and nobody is served before others for long (Aloha).
 */
export async function waitForTurn({ memory, clock, random }: Workplace, until: number): Promise<void> {
  const { crowd, took } = memory.turns ?? alone;
  if (crowd <= 1) return;
  const longest = Math.min(1.5 * crowd * took, (until - clock.monotonic()) / 4);
  await clock.sleep(10 + random.below(Math.max(10, Math.round(longest) - 10)));
}

/** Somebody else was faster than the try that began then: there may be twice as many as it seemed. */
export function noteLost({ memory, clock }: Workplace, began: number): void {
  const { crowd, took } = memory.turns ?? { crowd: 1, took: most.took };
  // The shortest one: the first brings the whole log, and a busy machine makes others long.
  memory.turns = { crowd: Math.min(crowd * 2, most.crowd), took: Math.min(took, clock.monotonic() - began) };
}

/** A try won: there may be half as many. */
export function noteWon<Result>({ memory }: Workplace, result: Result): Result {
  const { turns } = memory;
  if (turns) memory.turns = { ...turns, crowd: Math.max(turns.crowd / 2, 1) };
  return result;
}

/** Whether others seem to write at the same time. */
export function isCrowded({ memory }: Workplace): boolean {
  return (memory.turns ?? alone).crowd > 1;
}
