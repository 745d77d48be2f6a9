/**
 * Docker releases that a lab can take instead of the machine's own, and the suite of Debian that has them. Their daemon, client
 * and containerd run on Debian 12 with its own runc; suites move on, so what is unpacked is asked for its version.
 */
export const dockerReleases = { '26': 'trixie', '28': 'forky' } as const;

export type DockerRelease = keyof typeof dockerReleases;

export const dockerReleaseNames = ['26', '28'] as const satisfies readonly DockerRelease[];
