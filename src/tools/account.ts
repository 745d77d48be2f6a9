import { userInfo } from 'node:os';

/** Whose process this is, as the machine's list of accounts has it. */
interface Account {
  readonly homedir: string;
  readonly username: string;
}

/** Undefined for a number that no account has, as containers run under. */
export function readAccount(): Account | undefined {
  try {
    return userInfo();
  } catch {
    return undefined;
  }
}
