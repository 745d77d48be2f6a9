import type { StackSpecs } from '../model/stack-specs.js';

/** The specs of a stack that nothing is sent of. */
export function noSpecs(stack: string): StackSpecs {
  return {
    stack,
    services: [],
    networks: [],
    externalNetworks: [],
    configs: [],
    externalConfigs: [],
    secrets: [],
    volumes: [],
  };
}
