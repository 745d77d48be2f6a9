import type { StopSignal } from '../model/stop-reason.js';

/** The process that tend itself is: how it is told to stop, and how it ends. */
export interface OwnProcess {
  /** The Node that runs it. */
  readonly node: string;
  /** From now on these signals end it no more: the listener is told of each. */
  onSignals(names: readonly StopSignal[], listener: (name: StopSignal) => void): void;
  /** The exit status, once nothing is left to do. */
  endWith(status: number): void;
  endNow(status: number): never;
}

export const realOwnProcess: OwnProcess = {
  node: process.execPath,
  onSignals(names, listener) {
    for (const name of names) process.on(name, () => listener(name));
  },
  endWith: (status) => void (process.exitCode = status),
  endNow: (status) => process.exit(status),
};
