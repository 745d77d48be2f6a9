/** Where all labs of this machine have their folders: one place, because bridges and addresses are the machine's too. */
export const labsFolder = '/var/lib/tend-lab';

/** Names and addresses of lab number 30: everything carries the number. */
export interface LabNames {
  readonly folder: string;
  readonly lock: string;
  readonly bridge: string;
  readonly network: string;
  readonly cgroup: string;
  /** Comment on each of its firewall rules. */
  readonly mark: string;
  readonly key: string;
  readonly knownHosts: string;
  readonly labFile: string;
  readonly raiserFile: string;
}

export function labNames(number: number): LabNames {
  const folder = `${labsFolder}/${number}`;
  return {
    folder,
    lock: `tend-lab-${number}`,
    bridge: `tendlab${number}`,
    network: `198.18.${number}`,
    cgroup: `/tend-lab-${number}`,
    mark: `tend-lab-${number}`,
    key: `${folder}/id`,
    knownHosts: `${folder}/known_hosts`,
    labFile: `${folder}/lab.json`,
    raiserFile: `${folder}/raiser`,
  };
}
