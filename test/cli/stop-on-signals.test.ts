import { describe, expect, test } from '@jest/globals';
import { stopOnSignals } from '../../src/cli/stop-on-signals.js';
import type { StopSignal } from '../../src/model/stop-reason.js';
import type { OwnProcess } from '../../src/tools/own-process.js';
import type { Tools } from '../../src/tools/tools.js';

/** A run that is told to stop at these moments, in milliseconds: what it says and how it ends. */
function stoppedAt(...moments: readonly number[]) {
  const [said, ended]: [string[], number[]] = [[], []];
  let now = 0;
  let press: (name: StopSignal) => void = () => {};
  const ownProcess = {
    onSignals: (_, listener) => void (press = listener),
    endNow(status) {
      ended.push(status);
      throw new Error('ended');
    },
  } as Pick<OwnProcess, 'onSignals' | 'endNow'> as OwnProcess;
  const environment = { isCi: false };
  const tools = {
    clock: { monotonic: () => now },
    environment,
    terminal: { say: (text: string) => void said.push(text) },
  };
  const stop = new AbortController();
  stopOnSignals(ownProcess, tools as unknown as Tools, { stop, signals: ['SIGINT'], says: 'stopping' });
  for (const moment of moments) {
    now = moment;
    try {
      press('SIGINT');
    } catch {
      break;
    }
  }
  return { said, ended, stopped: stop.signal.aborted };
}

describe('Ctrl-C', () => {
  test('once lets what must be finished be finished, and says so', () => {
    expect(stoppedAt(5000)).toEqual({ said: ['stopping'], ended: [], stopped: true });
  });

  test('once, delivered twice, is once', () => {
    expect(stoppedAt(5000, 5010)).toEqual({ said: ['stopping'], ended: [], stopped: true });
  });

  test('twice ends at once', () => {
    expect(stoppedAt(5000, 6000)).toEqual({ said: ['stopping'], ended: [130], stopped: true });
  });
});
