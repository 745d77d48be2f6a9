import { given } from '../../model/given.js';
import { TendCommand } from '../../cli/tend-command.js';
import { watchChoice, watchFlags } from '../../cli/watch-flags.js';
import { showAlarm, showRound } from '../../show/show-watch.js';
import { shown } from '../../show/shown.js';
import { openLineWriter } from '../../tools/open-line-writer.js';
import { chooseWatched } from '../../workflows/watch/choose-watched.js';
import { keepWatching } from '../../workflows/watch/keep-watching.js';
import type { WatchedLog } from '../../workflows/watch/watched-log.js';
import { watchLogs, type WatchWishes } from '../../workflows/watch/watch-logs.js';

export default class ChangelogWatchCommand extends TendCommand {
  static override summary = 'Watch records and servers, and raise the alarm; once for cron, or all the time';
  static override description =
    'Follows the log of the region, or those that you name, each in a copy of its own, and alarms when one was cut off, rewritten or forked, does not verify, is stale or does not answer; when something was announced and never told, or done without witnesses and never confirmed; and when a service on a server of the region was changed and no entry explains it. Alarms go to stderr, each once, again after a day, and when it is well again. Ends with 0: nothing is wrong; 3: something waits for a person; 12: a log is in doubt. With --every it goes on until it is ended, then with 0.';
  static override examples = [
    '<%= config.bin %> changelog watch',
    '<%= config.bin %> changelog watch --list watched.yml --alarm-command send-alarm',
    '<%= config.bin %> changelog watch --every 5m --alarm-file alarms.ndjson',
    '<%= config.bin %> changelog watch --log x.example/changelog=https://x.example/c.git',
  ];
  static override flags = watchFlags;

  async run(): Promise<object> {
    const { flags } = await this.parse(ChangelogWatchCommand);
    const watched = await chooseWatched(this.tools(), watchChoice(flags));
    const wishes = {
      silentHours: flags['silent-after'] ?? 2,
      takeAsKnown: flags['take-as-known'],
      delivery: this.#delivery(flags['alarm-file'], flags['alarm-command']),
    };
    const round = await this.#watch(watched, wishes, flags.every);
    this.show(showRound, round, this.paint());
    this.endWith(flags.every === undefined ? round.exitStatus : 0);
    return { version: 1, ...round };
  }

  #watch(watched: readonly WatchedLog[], wishes: WatchWishes, everyMs: number | undefined) {
    if (everyMs === undefined) return watchLogs(this.tools(), watched, wishes);
    const signal = this.stopOnSignals('the look that runs is finished');
    this.tools().terminal.say(shown(`watching ${watched.map(({ origin }) => origin).join(', ')}`));
    return keepWatching(this.tools(), watched, { ...wishes, everyMs, signal });
  }

  /** Alarms stand on stderr, with --json too: cron mails what is said there. */
  #delivery(file: string | undefined, command: string | undefined): WatchWishes['delivery'] {
    const words = command?.split(/\s+/).filter((word) => word !== '') ?? [];
    return {
      tell: (alarm) => this.tools().terminal.say(shown(showAlarm, alarm, this.paint())),
      ...given({
        write: file === undefined ? undefined : openLineWriter(file, { append: true }),
        command: words.length === 0 ? undefined : words,
      }),
    };
  }
}
