/** Answers many questions with one request; a question without an answer is missing in the map. */
export type AskMany<Key, Value> = (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>;

interface Batch<Key, Value> {
  readonly keys: Set<Key>;
  readonly answer: Promise<ReadonlyMap<Key, Value>>;
}

/**
 * One request at a time: what is asked while one is under way goes together into the next. So no answer is older than its
 * question. `rest` lets a while pass between two requests, where many ask.
 */
export function gatherCalls<Key, Value>(
  askMany: AskMany<Key, Value>,
  rest: (keys: ReadonlySet<Key>) => Promise<void> = async () => undefined,
): (key: Key) => Promise<Value | undefined> {
  let current: Promise<unknown> = Promise.resolve();
  let next: Batch<Key, Value> | undefined;

  function makeBatch(): Batch<Key, Value> {
    const keys = new Set<Key>();
    const answer = current.then(async () => {
      await rest(keys);
      next = undefined;
      return askMany([...keys]);
    });
    current = answer.catch(() => undefined);
    return { keys, answer };
  }

  return async (key) => {
    next ??= makeBatch();
    next.keys.add(key);
    return (await next.answer).get(key);
  };
}

/** The same for a question that there is only one of. */
export function gatherSame<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  const asked = gatherCalls<0, Value>(async () => new Map([[0, await ask()]]));
  return async () => (await asked(0)) as Value;
}
