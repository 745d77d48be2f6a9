import { actingWords } from '../model/acting-words.js';
import { shown } from '../show/shown.js';
import type { Terminal } from '../tools/terminal.js';
import type { RegionOpener } from '../workflows/region/open-region.js';

/** What a command hears of its region, on stderr; who acts is asked where somebody sits there, but not for `--json`. */
export function regionOpener(terminal: Terminal, { json }: { readonly json: boolean }): RegionOpener {
  return {
    tell: (notice) => terminal.say(shown(notice)),
    tellActing: (acting) => (json ? undefined : terminal.say(shown(actingWords, acting))),
    mayAsk: terminal.interactive && !json,
  };
}
