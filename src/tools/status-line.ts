import stringWidth from 'string-width';
import type { ShownText } from '../model/shown-text.js';
import { fitLines } from './fit-lines.js';
import { isCi } from './is-ci.js';

/** Before that nothing is said: what is quick needs no words. */
const quietMs = 150;
const everyMs = 250;

/** A line at the bottom of the screen, on stderr, that says what is waited for, and goes when there is something to say. */
export interface StatusLine {
  /** From now on the line says what this gives, undefined for nothing. Only where stderr is a terminal that can redraw. */
  start(text: () => ShownText | undefined): void;
  /** Takes it off the screen until it is drawn again: before anything else is written. */
  clear(): void;
  /** While something else draws, or asks: the line stays away until the function is called. */
  pause(): () => void;
  end(): void;
}

/** The one line that this process has. */
export const realStatusLine: StatusLine = makeStatusLine(process.stderr);

export function makeStatusLine(stream: NodeJS.WriteStream): StatusLine {
  let timer: NodeJS.Timeout | undefined;
  let drawn = '';
  let pauses = 0;
  function clear(): void {
    if (drawn !== '') stream.write(eraser(drawn, stream.columns || 80));
    drawn = '';
  }
  function draw(text: ShownText | undefined): void {
    const line = text === undefined || pauses > 0 ? '' : cut(fitLines(text, undefined), (stream.columns || 80) - 1);
    if (line === drawn) return;
    clear();
    if (line !== '') stream.write(line);
    drawn = line;
  }
  return {
    start(text) {
      if (timer !== undefined || !canRedraw(stream)) return;
      timer = setInterval(() => draw(text()), everyMs).unref();
      setTimeout(() => timer && draw(text()), quietMs).unref();
    },
    clear,
    pause() {
      pauses += 1;
      clear();
      return () => void (pauses -= 1);
    },
    end() {
      clearInterval(timer);
      timer = undefined;
      clear();
    },
  };
}

function canRedraw(stream: NodeJS.WriteStream): boolean {
  return Boolean(stream.isTTY) && process.env['TERM'] !== 'dumb' && !isCi(process.env);
}

/** Back to where the line began and away with it; a terminal that became narrower has broken it into several. */
function eraser(drawn: string, columns: number): string {
  const above = Math.ceil(stringWidth(drawn) / columns) - 1;
  return `\r${above > 0 ? `\u001b[${above}A` : ''}\u001b[J`;
}

function cut(text: string, columns: number): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  if (stringWidth(line) <= columns) return line;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(line)) {
    if (stringWidth(kept + segment) >= columns) break;
    kept += segment;
  }
  return `${kept}…`;
}
