import { parseAddress } from '../parse-address.js';
import { isMapping } from '../../model/is-mapping.js';
import type { NetworkSpec, StackSpecs } from '../../model/stack-specs.js';
import { keyOf, type SpecProblem } from './spec-problem.js';

/** Drivers that come with the engine and whose networks belong to one machine: services cannot be attached to them. */
const localDrivers = new Set(['bridge', 'host', 'null', 'none', 'macvlan', 'ipvlan']);
/** Networks that every machine has already. */
const predefined = new Set(['bridge', 'host', 'none', 'default', 'ingress']);

/** Networks of the stack that no service of a swarm could use, or that cannot be made. */
export function findNetworkProblems({ stack, networks }: StackSpecs): SpecProblem[] {
  return networks.flatMap((network) => {
    const where = `networks.${keyOf(network.Name, stack)}`;
    return [...driverProblems(where, network), ...nameProblems(where, network), ...subnetProblems(where, network)];
  });
}

function driverProblems(where: string, { Driver: driver = 'overlay' }: NetworkSpec): SpecProblem[] {
  if (!localDrivers.has(driver)) return [];
  const says = `has the driver ${driver}: services of a swarm can only use networks of the whole swarm`;
  return [{ where, says, tryThis: 'leave driver out, or write driver: overlay' }];
}

function nameProblems(where: string, { Name: name }: NetworkSpec): SpecProblem[] {
  if (!predefined.has(name)) return [];
  const says = `is named ${name}, as a network that every machine has: it cannot be made`;
  return [{ where, says, tryThis: 'use it as it is: external: true; or give the network another name' }];
}

function subnetProblems(where: string, { IPAM: ipam }: NetworkSpec): SpecProblem[] {
  const config = isMapping(ipam) && Array.isArray(ipam['Config']) ? (ipam['Config'] as unknown[]) : [];
  const subnets = config.flatMap((one) => (isMapping(one) && typeof one['Subnet'] === 'string' ? [one['Subnet']] : []));
  return subnets
    .filter((subnet) => !isSubnet(subnet))
    .map((subnet) => ({
      where: `${where}.ipam`,
      says: `has the subnet ${subnet}, which is none`,
      tryThis: 'write it like 10.11.0.0/24',
    }));
}

function isSubnet(text: string): boolean {
  const [address = '', bits = '', more] = text.split('/');
  const canonical = parseAddress(address);
  const longest = canonical?.includes(':') ? 128 : 32;
  return canonical !== undefined && more === undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= longest;
}
