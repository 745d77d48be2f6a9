/** Signals on which a run stops in good order. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Why a run stops, as the reason of its AbortSignal: a person pressed Ctrl-C, or a signal came from a machine. */
export function stopReason(by: StopSignal, { isCi }: { readonly isCi: boolean }): Error {
  const words = by === 'SIGINT' && !isCi ? 'stopped by hand' : `stopped by ${by}`;
  return Object.assign(new Error(words), { name: 'AbortError' });
}

/** `stopped by hand` or `stopped by SIGTERM`: what the run was told. */
export function stopWords({ reason }: Pick<AbortSignal, 'reason'>): string {
  return reason instanceof Error && /^stopped by \w+$/.test(reason.message) ? reason.message : 'stopped';
}
