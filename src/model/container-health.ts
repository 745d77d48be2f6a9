/** What Docker knows of a container's health check (GET /containers/{id}/json: State.Health, Config.Healthcheck). */
export interface ContainerHealth {
  /** `starting`, `healthy`, `unhealthy`; stays as it was when the container has ended. */
  readonly status: string;
  /** Checks that failed one after the other. */
  readonly failingStreak: number;
  /** The last check; absent: none has ended yet. */
  readonly last?: HealthProbe;
  /** Milliseconds from its start within which Docker calls it healthy or unhealthy. */
  readonly decidesWithinMs: number;
}

interface HealthProbe {
  readonly exitCode: number;
  /** Program text, or Docker's own (`Health check exceeded timeout (5s)`): for terminals and --logs only. */
  readonly output: string;
}
