/** What the Docker API answered instead of doing it. `status` is the HTTP status; never match on `message`. */
export class DockerError extends Error {
  override readonly name = 'DockerError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
