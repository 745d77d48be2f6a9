import { join } from 'node:path';
import { z } from 'zod';
import type { Timestamp } from '../../model/brand.js';
import { escapeJson } from '../../model/escape-json.js';
import type { Files } from '../../tools/files.js';
import type { Programs } from '../../tools/programs.js';
import type { AlarmJson } from '../../watch/alarm-as-json.js';
import { alarmAsJson } from '../../watch/alarm-as-json.js';
import { collapseAlarms } from '../../watch/collapse-alarms.js';
import type { Finding } from '../../watch/finding.js';
import { parseWatchState, type KeptAlarm, type WatchState } from '../../watch/watch-state.js';

/** Where alarms go. */
export interface Delivery {
  readonly tell: (alarm: AlarmJson) => void;
  /** A line of the alarm file. */
  readonly write?: (line: string) => void;
  /** A program and its words; gets each alarm on standard input. */
  readonly command?: readonly string[];
}

export interface DeliveryTools {
  readonly files: Pick<Files, 'readText' | 'write'>;
  readonly programs: Programs;
  /** What watching keeps. */
  readonly folder: string;
}

/** Alarms on their way; what the command did not take waits for the next look. */
export interface Deliverer {
  deliver(alarms: readonly AlarmJson[]): Promise<void>;
  /** Keeps what waits, and tells where the command fails. Gives what is wrong with it. */
  end(now: Timestamp): Promise<readonly KeptAlarm[]>;
}

const patienceMs = 30_000;
/** Alarms that wait for a command that fails; older ones stand in the file and were told. */
const mostWaiting = 50;

const waitingSchema = z.array(z.looseObject({ version: z.literal(1) }));

/** Begins with what waited since an earlier look. */
export async function openDeliverer(tools: DeliveryTools, delivery: Delivery): Promise<Deliverer> {
  const paths = { waiting: join(tools.folder, 'waiting.json'), state: join(tools.folder, 'delivery.json') };
  const { command } = delivery;
  const before = command ? await readWaiting(tools, paths.waiting) : [];
  let waiting: unknown[] = [];
  let fault: string | undefined;

  async function send(alarm: unknown): Promise<void> {
    if (!command) return;
    // One failure a look is enough to wait for: a command that hangs must not hold up watching.
    if (fault === undefined) fault = await runCommand(tools.programs, command, alarm);
    if (fault !== undefined) waiting = [...waiting, alarm].slice(-mostWaiting);
  }

  for (const alarm of before) await send(alarm);
  return {
    async deliver(alarms) {
      for (const alarm of alarms) {
        delivery.tell(alarm);
        delivery.write?.(escapeJson(JSON.stringify(alarm)));
        await send(alarm);
      }
    },
    async end(now) {
      if (!command) return [];
      const state = parseWatchState(await tools.files.readText(paths.state));
      const findings = fault === undefined ? [] : [notDelivered(command, fault, waiting.length)];
      const { alarms, news } = collapseAlarms(state.alarms, { findings, scopes: new Set(['delivery']), now });
      for (const alarm of news.map((one) => alarmAsJson(one, 'watch', now))) {
        delivery.tell(alarm);
        delivery.write?.(escapeJson(JSON.stringify(alarm)));
      }
      if (waiting.length + before.length > 0) await tools.files.write(paths.waiting, JSON.stringify(waiting), 0o600);
      if (news.length + findings.length > 0)
        await tools.files.write(paths.state, JSON.stringify({ ...state, alarms } satisfies WatchState), 0o600);
      return Object.values(alarms);
    },
  };
}

async function readWaiting({ files }: DeliveryTools, path: string): Promise<readonly unknown[]> {
  try {
    return waitingSchema.parse(JSON.parse((await files.readText(path)) ?? '[]'));
  } catch {
    return [];
  }
}

/** What went wrong, in words; undefined where the command took it. */
async function runCommand(programs: Programs, command: readonly string[], alarm: unknown): Promise<string | undefined> {
  const [program = '', ...words] = command;
  const done = await programs.run(program, words, {
    input: `${escapeJson(JSON.stringify(alarm))}\n`,
    timeoutMs: patienceMs,
  });
  if (done.exitCode === 0) return undefined;
  if (done.missing) return 'there is no such program';
  if (done.timedOut) return `it did not end within ${patienceMs / 1000} s`;
  return done.exitCode === undefined ? 'it was ended by a signal' : `it ended with ${done.exitCode}`;
}

function notDelivered(command: readonly string[], fault: string, waiting: number): Finding {
  return {
    key: 'delivery',
    kind: 'not-delivered',
    scope: 'delivery',
    says: `the alarm command ${command[0] ?? ''} failed: ${fault}; ${waiting === 1 ? '1 alarm waits' : `${waiting} alarms wait`} for it`,
    details: [],
    tryThis: ['try it by hand: echo "{}" | ' + command.join(' '), 'what waits is sent again at the next look'],
  };
}
