import { z } from 'zod';

/** The building blocks of entries: closed forms, into which neither free text, mail nor IP addresses fit. */
export const time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
export const actor = z.string().regex(/^op-[a-z0-9-]{1,40}$/);
/** As manifests name apps and nodes: no dots, so neither a mail nor an IP address fits. */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
export const app = z.string().regex(new RegExp(`^${label}(?:@${label})?$`));
export const node = z.string().regex(new RegExp(`^${label}$`));
/** Names that recipes give (services, secrets, the recipe itself); four numbers with dots are an address. */
export const name = z.string().regex(/^(?!\d+\.\d+\.\d+\.\d+$)[A-Za-z0-9][A-Za-z0-9_.-]{0,127}$/);
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
export const commit = z.string().regex(/^[0-9a-f]{40}$/);
export const version = z.string().regex(/^[\w.+~/-]{1,128}$/);
export const commitment = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const id = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .brand<'EntryId'>();
/** `<region domain>/changelog` */
export const origin = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,252}\/changelog$/);
/** An OpenSSH public key without comment: ssh-ed25519, or sk-ssh-ed25519@openssh.com (a security key). */
export const publicKey = z.string().regex(/^(?:ssh-ed25519|sk-ssh-ed25519@openssh\.com) [A-Za-z0-9+/]{40,400}={0,2}$/);
/** As `ssh-keygen -l` prints it. */
export const fingerprint = z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/);
/** The head that a writer knew: entries before it, and the RFC 6962 root over them (base64). */
export const seen = z.strictObject({ size: z.int().min(1), root: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) });

/** What every entry says; entries but the first also carry what their writer had `seen`, outcomes by their intent. */
export const common = { v: z.literal(1), log: origin, time, actor };
export const commonSeen = { ...common, seen };
