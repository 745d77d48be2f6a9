/** What Docker says of one layer while it pulls (POST /images/create). */
export interface PullLine {
  readonly id?: string | null;
  readonly status?: string | null;
  readonly error?: string | null;
  /** Bytes; `Extracting` of Docker 27 and later counts seconds, without a total. */
  readonly progressDetail?: { readonly current?: number | null; readonly total?: number | null } | null;
}

/** How much of an image has come. */
export interface PullProgress {
  /** Takes a line in; gives the words, undefined where it tells nothing of that. */
  readonly note: (line: PullLine) => string | undefined;
  readonly layerCount: () => number;
}

interface Layer {
  readonly current: number;
  readonly total: number;
}

/** Bytes of a layer that came are there for good: these say that all of them did. */
const whole = new Set(['Verifying Checksum', 'Download complete', 'Extracting', 'Pull complete']);

/**
 * Says how much of an image has come, `12 of 52 MB`: neither number ever goes down. Only downloads count: Docker counts each layer
 * from nought again while it unpacks it, and when it tries again after a failure. Layers become known one after the other.
 */
export function pullProgress(): PullProgress {
  const layers = new Map<string, Layer>();
  return {
    layerCount: () => layers.size,
    note(line) {
      const before = typeof line.id === 'string' ? layers.get(line.id) : undefined;
      const after = layerAfter(before, line);
      if (typeof line.id !== 'string' || after === undefined) return undefined;
      layers.set(line.id, after);
      return saysHowMuch([...layers.values()]);
    },
  };
}

function layerAfter(before: Layer | undefined, { status, progressDetail }: PullLine): Layer | undefined {
  if (whole.has(status ?? '')) return before && { ...before, current: before.total };
  const { current, total } = progressDetail ?? {};
  if (status !== 'Downloading' || typeof current !== 'number' || typeof total !== 'number') return undefined;
  const most = Math.max(total, before?.total ?? 0, current);
  return { current: Math.max(current, before?.current ?? 0), total: most };
}

function saysHowMuch(layers: readonly Layer[]): string {
  const current = layers.reduce((sum, layer) => sum + layer.current, 0);
  const total = layers.reduce((sum, layer) => sum + layer.total, 0);
  return `${megabytes(current)} of ${megabytes(total)} MB`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
