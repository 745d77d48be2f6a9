import type { Secret } from '../model/secret.js';

/** Shorter values would blot out half of every text, and keep nothing from anybody. */
const shortestValue = 4;
/** One line of a longer value is worth hiding only where it says something. */
const shortestLine = 8;

/**
 * A function that puts `[secret]` where a text holds one of these values: as it is, in base64 and base64url (alone or
 * within something longer, as `user:password` is), in hex, URL-encoded, JSON-escaped, in a shell's quotes, and each
 * line of a value of several lines. Meant for program text. Values under 4 characters are not looked for.
 */
export function makeMask(values: readonly Secret[]): (text: string) => string {
  const forms = [...new Set(values.flatMap((value) => formsOf(value.reveal())))];
  if (forms.length === 0) return (text) => text;
  // The longest first: what holds another form must go as a whole. In one pass: a value may be the word "secret".
  forms.sort((a, b) => b.length - a.length);
  const any = new RegExp(forms.map(escapeForm).join('|'), 'g');
  return (text) => text.replace(any, '[secret]');
}

function formsOf(whole: string): string[] {
  const value = whole.trim();
  if (value.length < shortestValue) return [];
  const lines = value.split(/\r?\n/).map((line) => line.trim());
  const worth = lines.length > 1 ? lines.filter((line) => line.length >= shortestLine) : [];
  return [...encodings(whole), ...encodings(value), ...worth.flatMap(encodings)];
}

function encodings(value: string): string[] {
  return [value, ...base64Forms(value), ...hexForms(value), ...urlForms(value), ...quotedForms(value)];
}

function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value);
  const alone = [bytes, Buffer.concat([bytes, Buffer.from('\n')])].map((each) => each.toString('base64'));
  const forms = [...alone, ...[0, 1, 2].map((shift) => base64Within(bytes, shift))];
  return forms
    .flatMap((form) => [form, form.replaceAll('=', '')])
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
    .filter((form) => form.length >= shortestValue);
}

/** Those characters of a longer text's base64 that this value alone decides, where it begins `shift` bytes into a group of three. */
function base64Within(bytes: Uint8Array, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
  return encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
}

function hexForms(value: string): string[] {
  const hex = Buffer.from(value).toString('hex');
  return [hex, hex.toUpperCase()];
}

/** Clients differ in which signs they encode, in the case of the digits, and in what they make of a blank. */
function urlForms(value: string): string[] {
  const text = value.toWellFormed();
  const usual = encodeURIComponent(text);
  const form = new URLSearchParams({ _: text }).toString().slice(2);
  const strict = usual.replace(/[!'()*~]/g, percentEncode);
  return [usual, strict, usual.replace(/[!'()*]/g, percentEncode), encodeURI(text), form]
    .flatMap((each) => [each, each.replaceAll('%20', '+')])
    .flatMap((each) => [each, each.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())]);
}

function percentEncode(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** JSON (once, twice, as Go and as Python write it) and a shell's single quotes. */
function quotedForms(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const go = json.replace(/[<>&]/g, unicodeEscape);
  const ascii = json.replace(/[^ -~]/g, unicodeEscape);
  const twice = JSON.stringify(json).slice(1, -1);
  return [json, go, ascii, twice, json.replaceAll('/', '\\/'), value.replaceAll("'", "'\\''")];
}

function unicodeEscape(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function escapeForm(form: string): string {
  return form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
