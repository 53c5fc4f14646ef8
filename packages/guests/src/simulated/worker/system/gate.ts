/** Something to wait for that can happen again and again; whoever waits looks again at what it waited for. */
export class Gate {
  readonly #waiting = new Set<() => void>()

  wait(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const wake = (): void => {
        this.#waiting.delete(wake)
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const abort = (): void => {
        this.#waiting.delete(wake)
        reject(signal?.reason)
      }
      this.#waiting.add(wake)
      signal?.addEventListener('abort', abort, { once: true })
    })
  }

  open(): void {
    for (const wake of this.#waiting) wake()
  }
}

/** The promise, unless the signal comes first; what it stood for goes on. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
