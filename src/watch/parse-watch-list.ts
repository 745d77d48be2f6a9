import { load } from 'js-yaml';
import { z } from 'zod';
import { id, origin } from '../model/entry-fields.js';
import { KnownError } from '../model/known-error.js';

const listedLogSchema = z.strictObject({
  origin,
  remote: z.string().min(1),
  fingerprint: id.optional(),
  staleHours: z.number().positive().optional(),
});
const schema = z.strictObject({ logs: z.array(listedLogSchema).min(1) });

/** A log to watch, as somebody named it. */
export type LogToWatch = z.infer<typeof listedLogSchema>;

/**
 * Logs from a list that people write, YAML or JSON. USAGE with what is wrong in it.
 *
 *     logs:
 *       - origin: coburg.example.org/changelog
 *         remote: https://forge.example.org/coburg/changelog.git
 *         fingerprint: <43 characters, from its people>
 */
export function parseWatchList(text: string, path: string): readonly LogToWatch[] {
  const parsed = schema.safeParse(parseYaml(text));
  if (parsed.success) return parsed.data.logs;
  const wrong = parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`);
  throw new KnownError('USAGE', `${path} is no list of logs`, {
    details: wrong.slice(0, 5),
    tryThis: [
      'logs:',
      '  - origin: coburg.example.org/changelog',
      '    remote: https://forge.example.org/coburg/changelog.git',
    ],
  });
}

/** Takes `ORIGIN=REMOTE`, with `#FINGERPRINT` behind it where somebody has it. USAGE for anything else. */
export function parseLogFlag(text: string): LogToWatch {
  const [, name, remote, fingerprint] = /^([^=]+)=(.+?)(?:#([A-Za-z0-9_-]{43}))?$/.exec(text) ?? [];
  const parsed = listedLogSchema.safeParse({ origin: name, remote, ...(fingerprint ? { fingerprint } : {}) });
  if (parsed.success) return parsed.data;
  throw new KnownError('USAGE', `--log ${text}: not ORIGIN=REMOTE`, {
    tryThis: ['--log coburg.example.org/changelog=https://forge.example.org/coburg/changelog.git'],
  });
}

function parseYaml(text: string): unknown {
  try {
    return load(text);
  } catch {
    return undefined;
  }
}
