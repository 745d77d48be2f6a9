type ReadMany = (wanted: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What is asked for one by one at the same time is read together. */
export function batchReads(read: ReadMany): (wanted: string) => Promise<string | undefined> {
  let wanted: string[] = [];
  let coming: Promise<ReadonlyMap<string, string>> | undefined;

  async function readAll(): Promise<ReadonlyMap<string, string>> {
    await Promise.resolve();
    const all = wanted;
    wanted = [];
    coming = undefined;
    return read(all);
  }

  return async (one) => {
    wanted.push(one);
    coming ??= readAll();
    return (await coming).get(one);
  };
}
