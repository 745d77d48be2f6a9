/** What happens at the HTTP server of a witness. */
export type ServeEvent =
  | { readonly type: 'listening'; readonly name: string; readonly vkey: string; readonly url: string }
  | {
      readonly type: 'answered';
      readonly at: string;
      readonly method: string;
      readonly path: string;
      readonly status: number;
      readonly about: string | undefined;
      readonly ms: number;
    }
  | { readonly type: 'failed'; readonly at: string; readonly error: unknown };
