import { DockerError } from '../model/docker-error.js';

/** Somebody else made it a moment ago: that is as good, where it is the same. */
export async function unlessThere(
  made: Promise<unknown>,
  isSame: () => Promise<boolean> = async () => true,
): Promise<void> {
  try {
    await made;
  } catch (error) {
    if (!(error instanceof DockerError) || error.status !== 409 || !(await isSame())) throw error;
  }
}
