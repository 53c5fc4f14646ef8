import type { Duplex } from 'node:stream'
import type { GuestTls } from '../../../../driver.ts'
import { familyOf, type Family } from '../../net/addresses.ts'
import { unlessAborted } from '../../system/gate.ts'
import type { Call } from '../call.ts'

/** How long Linux repeats a SYN that nobody answers, in seconds. */
export const connectSeconds = 134

/** How long a program waits for one address before it tries the name's next as well (RFC 8305). */
const headStartMs = 200

/** Why there is no connection; `gave-up` when the program's own patience ended before the kernel's. */
export type DialFailure = 'refused' | 'timed-out' | 'no-route' | 'unknown-host' | 'gave-up'

export interface DialOptions {
  readonly port: number
  readonly tls?: GuestTls
  readonly sourcePort?: number
  /** A device, or one of the guest's addresses. */
  readonly from?: string
  /** The program's own patience. */
  readonly seconds?: number
}

/** A TCP connection from a program, with the waiting that a real one would do on the account's clock. */
export async function dial(
  call: Call,
  { address, ...options }: DialOptions & { readonly address: string },
): Promise<Duplex | DialFailure> {
  const { socket } = await dialFirst(call, [address], options)
  return socket
}

/** A connection to the first address of each family that answers, and which that is; what failed last where none does. */
export async function dialFirst(
  call: Call,
  addresses: readonly string[],
  { seconds, ...options }: DialOptions,
): Promise<{ readonly socket: Duplex | DialFailure; readonly address: string }> {
  const { machine, process, signal } = call
  const [first = ''] = addresses
  const other = addresses.find((each) => familyOf(each) !== familyOf(first))
  const patience = Math.min(seconds ?? connectSeconds, connectSeconds)
  let waited = 0
  let failed: { socket: DialFailure; address: string } = { socket: 'timed-out', address: first }
  for (const address of other === undefined ? [first] : [first, other]) {
    const socket = await unlessAborted(
      machine.network.connect({ ...options, address, process }),
      signal,
    )
    if (!('unreachable' in socket)) return { socket, address }
    failed = { socket: socket.unreachable, address }
    if (socket.unreachable !== 'timed-out' || address === other || other === undefined) continue
    waited += headStartMs
    await machine.outside.sleep(headStartMs, signal)
  }
  if (failed.socket !== 'timed-out') return failed
  await machine.outside.sleep(patience * 1000 - waited, signal)
  return patience < connectSeconds ? { ...failed, socket: 'gave-up' } : failed
}

/** The addresses of a name, in the order in which they are tried; a name server that does not answer is waited for. */
export async function lookUp(
  call: Call,
  name: string,
  family?: Family,
): Promise<readonly string[] | 'unknown-host' | 'timed-out'> {
  const { network, outside } = call.machine
  const found = await unlessAborted(network.resolve(name), call.signal)
  if (!('unreachable' in found)) {
    const asked = found.filter((each) => family === undefined || familyOf(each) === family)
    return asked.length > 0 ? inOrder(asked, network.ipv6Addresses.length > 0) : 'unknown-host'
  }
  if (found.unreachable === 'unknown-host') return 'unknown-host'
  // Two tries of five seconds, as resolv.conf has it unless it says otherwise.
  await outside.sleep(10_000, call.signal)
  return 'timed-out'
}

/** What the program was asked for with `-4` or `-6`. */
export function askedFamily(flags: ReadonlyMap<string, unknown>): Family | undefined {
  return flags.has('6') ? 6 : flags.has('4') ? 4 : undefined
}

/** IPv6 first where the guest has an address for it, else last (RFC 6724). */
function inOrder(addresses: readonly string[], hasIpv6: boolean): readonly string[] {
  const six = addresses.filter((each) => familyOf(each) === 6)
  const four = addresses.filter((each) => familyOf(each) === 4)
  return hasIpv6 ? [...six, ...four] : [...four, ...six]
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
