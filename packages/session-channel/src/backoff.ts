const firstDelayMs = 200
const maxDelayMs = 10_000

/** Waits between attempts to reconnect: doubling from 200 ms to 10 s. `attempt` counts from 0; the first is made at once. */
export function reconnectDelayMs(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1))
}
