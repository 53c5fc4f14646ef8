import type { Duplex } from 'node:stream'
import type { GuestTls } from '../../../../driver.ts'
import { unlessAborted } from '../../system/gate.ts'
import type { Call } from '../call.ts'

/** How long Linux repeats a SYN that nobody answers, in seconds. */
export const connectSeconds = 134

/** Why there is no connection; `gave-up` when the program's own patience ended before the kernel's. */
export type DialFailure = 'refused' | 'timed-out' | 'no-route' | 'unknown-host' | 'gave-up'

/** A TCP connection from a program, with the waiting that a real one would do on the account's clock. */
export async function dial(
  call: Call,
  to: {
    readonly address: string
    readonly port: number
    readonly tls?: GuestTls
    readonly sourcePort?: number
    /** The program's own patience. */
    readonly seconds?: number
  },
): Promise<Duplex | DialFailure> {
  const { seconds, ...where } = to
  const socket = await unlessAborted(
    call.machine.network.connect({ ...where, process: call.process }),
    call.signal,
  )
  if (!('unreachable' in socket)) return socket
  if (socket.unreachable !== 'timed-out') return socket.unreachable
  const patience = Math.min(seconds ?? connectSeconds, connectSeconds)
  await call.machine.outside.sleep(patience * 1000, call.signal)
  return patience < connectSeconds ? 'gave-up' : 'timed-out'
}

/** The first address of a name; a name server that does not answer is waited for. */
export async function lookUp(
  call: Call,
  name: string,
): Promise<readonly string[] | 'unknown-host' | 'timed-out'> {
  const found = await unlessAborted(call.machine.network.resolve(name), call.signal)
  if (!('unreachable' in found)) return found.length > 0 ? found : 'unknown-host'
  if (found.unreachable === 'unknown-host') return 'unknown-host'
  // Two tries of five seconds, as resolv.conf has it unless it says otherwise.
  await call.machine.outside.sleep(10_000, call.signal)
  return 'timed-out'
}

/** What the C library says of a failed connection. */
export function failureText(failure: DialFailure): string {
  switch (failure) {
    case 'refused':
      return 'Connection refused'
    case 'no-route':
      return 'Network is unreachable'
    case 'unknown-host':
      return 'Name or service not known'
    case 'timed-out':
    case 'gave-up':
      return 'Connection timed out'
  }
}

/** What the C library says of a name that could not be looked up. */
export function lookUpText(failure: 'unknown-host' | 'timed-out'): string {
  return failure === 'unknown-host'
    ? 'Name or service not known'
    : 'Temporary failure in name resolution'
}
