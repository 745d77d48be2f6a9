/** What the Docker API answered instead of doing it. `status` is the HTTP status; never match on `message`. */
export class DockerError extends Error {
  override readonly name = 'DockerError';
  readonly status: number;
  /** Who was asked for what: the node's name, and `GET /services`. */
  readonly asked: { readonly node: string; readonly request: string } | undefined;

  constructor(status: number, message: string, asked?: DockerError['asked']) {
    super(message);
    this.status = status;
    this.asked = asked;
  }
}
