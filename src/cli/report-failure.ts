import { DockerError } from '../model/docker-error.js';
import { dockerRefused } from '../model/docker-refused.js';
import type { ExitStatus } from '../model/error-codes.js';
import { KnownError } from '../model/known-error.js';
import { bugAsJson, errorAsJson, showBug, showError } from '../show/show-error.js';
import { makePaint } from '../show/paint.js';
import { shownJson } from '../show/shown-json.js';
import { shown, shownWhole } from '../show/shown.js';
import type { Terminal } from '../tools/terminal.js';

/** Tells a failure, to people or as one JSON document, and gives the exit status of the command. */
export function reportFailure(
  thrown: unknown,
  { terminal, json, version }: { terminal: Terminal; json: boolean; version: string },
): ExitStatus {
  const error = thrown instanceof DockerError ? dockerRefused(thrown, thrown.asked?.node ?? 'a node') : thrown;
  if (error instanceof KnownError) {
    if (json) terminal.print(shownJson(errorAsJson(error)));
    else terminal.say(shown(showError, error, makePaint(terminal.colour)));
    return error.exitStatus;
  }
  if (json) terminal.print(shownJson(bugAsJson(error)));
  terminal.say(shownWhole(showBug, error, version));
  return 1;
}
