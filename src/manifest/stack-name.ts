import type { StackName } from '../model/brand.js';

const longest = 45;

/** Name of an app's stack as abra makes it: the domain with `.` as `_`, cut to 45 characters. */
export function stackName(domain: string): StackName {
  return domain.replaceAll('.', '_').slice(0, longest);
}
