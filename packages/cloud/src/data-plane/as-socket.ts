import type { Duplex } from 'node:stream'

/** What Node's HTTP client does to sockets only: settings that a stream within this process does not have. */
export function asSocket(stream: Duplex): Duplex {
  const nothing = (): Duplex => stream
  return Object.assign(stream, {
    // A kept connection that the other end closes is of no more use.
    allowHalfOpen: false,
    setKeepAlive: nothing,
    setNoDelay: nothing,
    setTimeout: nothing,
    ref: nothing,
    unref: nothing,
  })
}
