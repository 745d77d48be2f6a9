/** local: on this machine; public: where others can read it; witnessed: others have cosigned it. */
export type Level = 'local' | 'public' | 'witnessed';

/** How much a log is worth to strangers, by where it is kept and who has seen it. */
export function levelOf(remote: string, seenBy: readonly unknown[]): Level {
  if (seenBy.length > 0) return 'witnessed';
  return isLocal(remote) ? 'local' : 'public';
}

/** A folder on this machine. */
export function isLocal(remote: string): boolean {
  return /^(\/|file:|\.)/.test(remote);
}
