import type { AbraHand, HandOptions } from '../../../src/apply/abra/abra-hand.js';
import type { StepContext } from '../../../src/apply/step-context.js';
import type { AbraEnd } from '../../../src/tools/abra.js';

/** What abra does to the node when it is run, and how it ends; default: nothing, with status 0. */
export type Doing = (words: readonly string[], options: HandOptions) => Promise<Partial<AbraEnd> | undefined | void>;

export interface FakeAbra {
  readonly open: (context: Pick<StepContext, 'step'>) => Promise<AbraHand>;
  readonly calls: (readonly string[])[];
  /** How many are open now. */
  readonly openNow: () => number;
}

/** An abra that never comes to an end by itself. */
export const hangs: Doing = () => new Promise(() => undefined);

/** abra as the engine sees it: words in, a status and text out; stopped at its deadline and where somebody says so. */
export function makeFakeAbra(doing: Doing): FakeAbra {
  const calls: (readonly string[])[] = [];
  let open = 0;
  return {
    calls,
    openNow: () => open,
    async open({ step }) {
      open += 1;
      return {
        domain: step.domains[0] ?? '',
        chaos: false,
        versions: ['1.0.0+1', '1.2.0+2024-02-06a'],
        async run(words, options) {
          calls.push(words);
          const end = await orStopped(doing(words, options), options);
          return { exitCode: 0, timedOut: false, missing: false, output: '', ...end };
        },
        remove: async () => void (open -= 1),
      };
    },
  };
}

async function orStopped<End>(job: Promise<End>, { deadlineMs, signal }: HandOptions): Promise<End | Partial<AbraEnd>> {
  const over = new AbortController();
  const stopped = new Promise<Partial<AbraEnd>>((resolve) => {
    const stop = () => resolve({ exitCode: undefined });
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { signal: over.signal });
    const timer = setTimeout(() => resolve({ exitCode: undefined, timedOut: true }), deadlineMs);
    over.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    return await Promise.race([job, stopped]);
  } finally {
    over.abort();
  }
}
