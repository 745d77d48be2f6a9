import { changeRow, type Row } from './live-rows.js';
import { rowText } from './row-text.js';

/** Says in a row that has not ended that its run is stopping. */
export function tellStopping(row: Row): void {
  if (!row.hasEnded) changeRow(row, rowText(`${row.title} · stopping (once more: at once)`), row.output);
}
