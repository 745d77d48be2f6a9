import { realClaims, type Claims } from './claims.js';
import { realClock, type Clock } from './clock.js';
import { realEnvironment, type Environment } from './environment.js';
import { realFiles, type Files } from './files.js';
import { realHttpServer, type HttpServer } from './http-server.js';
import { realWitnessKeys, type WitnessKeys } from './witness-keys.js';

/** What a witness works with. */
export interface WitnessTools {
  readonly claims: Claims;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly files: Files;
  readonly httpServer: HttpServer;
  readonly witnessKeys: WitnessKeys;
}

export function realWitnessTools(): WitnessTools {
  return {
    claims: realClaims,
    clock: realClock,
    environment: realEnvironment(),
    files: realFiles,
    httpServer: realHttpServer,
    witnessKeys: realWitnessKeys,
  };
}
