import type { Call } from '../commands/call.ts'
import type { Gate } from '../system/gate.ts'

/** Sleeps until a time has come (without one: for ever), or something has changed. */
export async function sleepUntilOr(
  call: Call,
  atMs: number | undefined,
  changed: Gate,
): Promise<void> {
  const over = new AbortController()
  const signal = AbortSignal.any([call.signal, over.signal])
  const waits = [changed.wait(signal)]
  if (atMs !== undefined) waits.push(call.machine.outside.sleepUntil(atMs, signal))
  try {
    await Promise.race(waits)
  } finally {
    over.abort(new Error('over'))
    await Promise.allSettled(waits)
  }
}
