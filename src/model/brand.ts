import type { $brand } from 'zod';

/** A string that has a meaning of its own, so that one kind cannot stand where another belongs. */
type Brand<Name extends string> = string & { readonly __brand?: Name };

/** Name of a stack on a swarm: the domain with `.` as `_`, cut to 45 characters, or what STACK_NAME says. */
export type StackName = Brand<'StackName'>;

/** Name of an app instance: `wiki`, or `traefik@brunswick` where the manifest puts one app on several nodes. */
export type AppName = Brand<'AppName'>;

/** A git commit, 40 hex digits. */
export type Commit = Brand<'Commit'>;

/** An image digest, `sha256:` and 64 hex digits. */
export type Digest = Brand<'Digest'>;

/** base64url SHA-256 that names an entry of the changelog. No plain string passes for one: it is computed, or read from an entry that was checked. */
export type EntryId = string & $brand<'EntryId'>;

/** A moment as RFC 3339 in UTC, `2026-11-22T13:57:02Z`. */
export type Timestamp = Brand<'Timestamp'>;
