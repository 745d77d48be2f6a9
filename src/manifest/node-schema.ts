import * as z from 'zod';
import { defaultsSchema } from './defaults-schema.js';
import { parallelSchema } from './parallel-schema.js';
import { engineSchema, hostSchema, nameSchema } from './value-schemas.js';

const path = z.string().regex(/^[^\s-][^\n]*$/, 'is not a path');

/** One server with Docker Swarm. */
export const nodeSchema = z
  .strictObject({
    host: hostSchema.meta({
      description: 'Host name, alias of ~/.ssh/config or address; local: this machine’s socket.',
    }),
    user: z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9._-]*$/, 'is not a login')
      .optional()
      .meta({ description: 'The login; it must reach the Docker socket. Default: what ssh would take.' }),
    port: z.int().min(1).max(65_535).optional().meta({ description: 'Port of sshd. Default: 22.' }),
    hostKey: z
      .string()
      .regex(
        /^(?:ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]+={0,2}(?: .*)?$/,
        'is not a host key: ssh-ed25519 AAAA…, as in /etc/ssh/ssh_host_ed25519_key.pub',
      )
      .optional()
      .meta({ description: 'The server’s public host key; without it nothing connects.' }),
    identityFile: path.optional().meta({ description: 'Key file for the login. Default: what ssh would take.' }),
    socket: path.optional().meta({ description: 'Docker socket on the server. Default: /var/run/docker.sock.' }),
    provider: z.string().min(1).optional().meta({ description: 'The hosting collective that runs it.' }),
    steward: nameSchema.optional().meta({ description: 'The person who answers for the server.' }),
    defaults: defaultsSchema
      .optional()
      .meta({ description: 'What apps here have unless they say otherwise; before those of the region.' }),
    engine: engineSchema
      .optional()
      .meta({ description: 'What carries changes out here. Default: that of the region.' }),
    parallel: parallelSchema.optional().meta({
      description: 'How many apps here are worked on at the same time. Default: what the region says.',
    }),
  })
  .meta({ title: 'a node' });
