import { KnownError } from '../../model/known-error.js';
import type { SshFailure } from './ssh-failure.js';
import type { SshTarget } from './ssh-target.js';
import type { WaysOn } from '../../model/ways-on.js';

/** Who could not be reached, for the sentence: `brunswick`, or `brunswick by way of bastion`. */
export interface Whom {
  readonly name: string;
  readonly target: SshTarget;
  readonly seconds: number;
}

const noWay = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];
const noName = ['ENOTFOUND', 'EAI_NONAME'];
/** Nobody said that there is no such name: nobody answered. */
const noAnswerOnNames = ['EAI_AGAIN', 'EAI_FAIL'];

/** What happened to an ssh connection, and the command that mends it. */
export function sshSentence(failure: SshFailure, whom: Whom): KnownError {
  const { level, code, name } = (failure.cause ?? {}) as { level?: string; code?: string; name?: string };
  if (level === 'client-authentication') return authFailed(failure, whom);
  const says = name === 'TimeoutError' ? tooLate(failure, whom) : broken(failure, whom, code);
  return new KnownError('NODE_UNREACHABLE', `${whom.name}: ${says}`, {
    tryThis: mends(whom, code),
    cause: failure,
  });
}

function tooLate(failure: SshFailure, { target, seconds }: Whom): string {
  if (failure.stage === 'network') return `no answer on port ${target.port} after ${seconds} s`;
  if (failure.stage === 'greeting') return `port ${target.port} takes the call, but no ssh answers after ${seconds} s`;
  return `the login did not come to an end within ${seconds} s`;
}

function broken(failure: SshFailure, { target }: Whom, code: string | undefined): string {
  if (code === 'ECONNREFUSED') return `nothing listens on port ${target.port} of ${target.host}`;
  if (code !== undefined && noName.includes(code)) return `the name ${target.host} is not known`;
  if (code !== undefined && noAnswerOnNames.includes(code))
    return `the name ${target.host} cannot be looked up: no name server answers this machine`;
  if (code !== undefined && noWay.includes(code)) return `there is no way to ${target.host} from here`;
  if (failure.stage === 'greeting') return `${target.host} ended the connection before any key was shown`;
  return `the ssh connection broke (${failure.message})`;
}

function mends({ target }: Whom, code: string | undefined): WaysOn {
  const ssh = `check that you can run: ${sshCommand(target)} true`;
  if (code === 'ECONNREFUSED') return [`at the server's console: systemctl start ssh`, ssh];
  if (code !== undefined && noName.includes(code))
    return [`correct its host in region.yml, or wait until DNS has it: getent hosts ${target.host}`];
  if (code !== undefined && noAnswerOnNames.includes(code))
    return ['see which name servers this machine asks: cat /etc/resolv.conf', `try again: getent hosts ${target.host}`];
  return [ssh];
}

function authFailed(failure: SshFailure, whom: Whom): KnownError {
  const { tried = [], encrypted = [] } = failure.identities ?? {};
  const { target } = whom;
  const keys = tried.length === 0 ? 'there was no key to try' : `keys tried: ${tried.length}`;
  return new KnownError('SSH_AUTH_FAILED', `${whom.name}: ${target.host} does not let ${target.user} in; ${keys}`, {
    details: [...tried, ...encrypted.map((path) => `${path}: needs a pass phrase and is not in the ssh-agent`)],
    tryThis: [
      ...encrypted.map((path) => `ssh-add ${path}`),
      ...(tried.length + encrypted.length === 0 ? ['make a key, where you have none: ssh-keygen -t ed25519'] : []),
      `give the server your key: ssh-copy-id ${portWords(target)}${target.user}@${target.host}`,
      `check that you can run: ${sshCommand(target)} true`,
    ],
    cause: failure,
  });
}

/** The command by which a person reaches the same login. */
export function sshCommand(target: SshTarget): string {
  return `ssh ${portWords(target)}${target.user}@${target.alias}`;
}

function portWords(target: SshTarget): string {
  return target.port === 22 ? '' : `-p ${target.port} `;
}
