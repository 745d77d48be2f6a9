/**
 * Keys of a service that a swarm passes over, and what to know about each. The first three groups are docker/cli's own
 * (unsupported, deprecated), the last it drops without a word.
 */
export const ignoredKeys: Readonly<Record<string, string>> = {
  build: 'a swarm runs images that are built already',
  cgroupns_mode: 'not known to a swarm',
  cgroup_parent: 'not known to a swarm',
  devices: 'not known to a swarm',
  domainname: 'not known to a swarm',
  external_links: 'services on one network reach each other by name',
  ipc: 'not known to a swarm',
  links: 'services on one network reach each other by name',
  mac_address: 'not known to a swarm',
  network_mode: 'not known to a swarm; use networks',
  pid: 'not known to a swarm',
  privileged: 'not known to a swarm',
  security_opt: 'not known to a swarm',
  shm_size: 'not known to a swarm; mount a tmpfs on /dev/shm',
  userns_mode: 'not known to a swarm',
  container_name: 'a swarm names containers itself',
  expose: 'services on one network reach every port',
  depends_on: 'a swarm starts everything at once',
  tmpfs: 'docker drops it without a word; use volumes with type: tmpfs',
};

/** Keys that docker refuses in a stack, and what to use instead. */
export const forbiddenKeys: Readonly<Record<string, string>> = {
  extends: 'write the service out',
  volume_driver: 'define a volume at the top and name its driver there',
  volumes_from: 'define a volume at the top and mount it in each service',
  cpu_quota: 'use deploy.resources',
  cpu_shares: 'use deploy.resources',
  cpuset: 'use deploy.resources',
  mem_limit: 'use deploy.resources',
  memswap_limit: 'use deploy.resources',
};
