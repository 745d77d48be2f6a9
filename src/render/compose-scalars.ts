import { z } from 'zod';
import { mapValues } from '../model/map-values.js';
import { parseCpus } from './parse-cpus.js';
import { parseDuration } from './parse-duration.js';
import { parseSize } from './parse-size.js';
import { printGoFloat } from './yaml/print-go-float.js';
import { splitShell } from './split-shell.js';

/** Small pieces of the compose schema, each turned into the one form that merging and rendering know. */

const printable = z.union([z.string(), z.number(), z.null()]);

/** A duration in Go's form, kept as text. */
export const durationSchema = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, { error: 'is not a duration like 1m30s' });

/** A size, kept as text. */
export const sizeSchema = z
  .string()
  .refine((text) => parseSize(text) !== undefined, { error: 'is not a size like 64M' });

export const cpusSchema = z
  .string()
  .refine((text) => text === '' || parseCpus(text) !== undefined, { error: 'is not a number of processors like 0.5' });

/** One text or several: always several. */
export const textsSchema = z.union([z.string().transform((text) => [text]), z.array(z.string())]);

/** A command as text is split as a shell does. */
export const commandSchema = z.union([z.string().transform(toWords), z.array(z.string())]);

/** A health check as text runs in a shell. */
export const testSchema = z.union([z.string().transform((text) => ['CMD-SHELL', text]), z.array(z.string())]);

/** Labels and the like: a mapping, or a list of `key=value`; a key without value has the empty text. */
export const labelsSchema = z.union([
  z.record(z.string(), printable).transform((map) => mapValues(map, (value) => printed(value) ?? '')),
  z.array(z.string()).transform((list) => Object.fromEntries(list.map((line) => cut(line, '')))),
]);

/** Options of drivers: always a mapping of texts. */
export const optionsSchema = z
  .record(z.string(), printable)
  .transform((map) => mapValues(map, (value) => printed(value) ?? ''));

/** Environment: a mapping, or a list of `KEY=value`; a key without value is null. */
export const environmentSchema = z.union([
  z.record(z.string(), printable).transform((map) => mapValues(map, printed)),
  z.array(z.string()).transform((list) => Object.fromEntries(list.map((line) => cut(line, null)))),
]);

/** Extra hosts as `host:address`; a mapping is sorted, as in docker. */
export const hostsSchema = z.union([
  z.record(z.string(), printable).transform(hostsOfMapping),
  z.array(z.string()).transform((list) => list.flatMap(hostOfLine)),
]);

function toWords(text: string, context: z.RefinementCtx): string[] {
  const words = splitShell(text);
  if (words) return words;
  context.addIssue({ code: 'custom', message: 'has a quote or a backslash that is not ended' });
  return z.NEVER;
}

function printed(value: string | number | null): string | null {
  if (typeof value !== 'number') return value;
  return Number.isInteger(value) ? String(value) : printGoFloat(value);
}

function cut<Without>(line: string, without: Without): [string, string | Without] {
  const at = line.indexOf('=');
  return at < 0 ? [line, without] : [line.slice(0, at), line.slice(at + 1)];
}

function hostsOfMapping(map: Readonly<Record<string, string | number | null>>): string[] {
  return Object.entries(map)
    .flatMap(([host, address]) => (address === null ? [] : [`${host}:${bare(String(address))}`]))
    .sort();
}

/** `host=address` or `host:address`: what stands before the first of the two is the host. */
function hostOfLine(line: string): string[] {
  const at = line.search(/[=:]/);
  return at < 0 ? [] : [`${line.slice(0, at)}:${bare(line.slice(at + 1))}`];
}

/** `[::1]` is written without its brackets. */
function bare(address: string): string {
  return /^\[.+\]$/.test(address) ? address.slice(1, -1) : address;
}
