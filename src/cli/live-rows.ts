import type { ListrTask } from 'listr2';

/** A line of the tree: its words now, and whether it has ended. */
export interface Row {
  readonly node: string;
  readonly ended: PromiseWithResolvers<void>;
  title: string;
  output: string;
  hasEnded: boolean;
  redraw?: (title: string, output: string) => void;
}

/** A row before its step began. */
export function makeRow(node: string, title: string): Row {
  const ended = Promise.withResolvers<void>();
  ended.promise.catch(() => undefined);
  return { node, ended, title, output: '', hasEnded: false };
}

/** Says something new in a row. */
export function changeRow(row: Row, title: string, output: string): void {
  row.title = title;
  row.output = output;
  row.redraw?.(title, output);
}

/** Ends a row with its last words; a bad end gets a cross. */
export function endRow(row: Row, title: string, isGood: boolean): void {
  changeRow(row, title, '');
  row.hasEnded = true;
  if (isGood) row.ended.resolve();
  else row.ended.reject(new Error(title));
}

/** The row as a task of the tree, which lasts until the row has ended. */
export function rowTask(row: Row): ListrTask {
  return {
    title: row.title,
    async task(_context, task) {
      row.redraw = (title, output) => {
        task.title = title;
        task.output = output;
      };
      row.redraw(row.title, row.output);
      await row.ended.promise;
    },
  };
}
