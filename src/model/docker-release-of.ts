/**
 * The release in a version of Docker, `20.10.24+dfsg1` → 20; undefined where it is none (built from source, another engine).
 * Docker counts by years since 17; what begins lower is something else.
 */
export function dockerReleaseOf(version: string): number | undefined {
  const release = Number(/^(\d+)\./.exec(version)?.[1]);
  return release >= 17 ? release : undefined;
}
