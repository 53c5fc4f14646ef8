import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Cancel, Clock } from '@brume/clock'
import type { GuestUnreachable } from '@brume/guests'

/** Opens the way that a connection would take through the account's network. */
export type Dial = () => Promise<Duplex | GuestUnreachable>

/** When a system repeats an unanswered SYN, in ms after the one before; after the last it gives up. */
const retryMs = [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000]
/** What a client may say while nobody answers: a version line, and little more. */
const maxHeldBytes = 16 * 1024

/**
 * Carries an accepted connection to where it was meant to go. A listener cannot but accept, so what the network drops is shown as
 * silence: nothing is answered while the packets of a real client would go unanswered, and a port that is opened meanwhile lets the
 * connection through at the next of its tries. What is refused is reset.
 */
export async function carry(socket: Socket, dial: Dial, wall: Clock): Promise<void> {
  socket.on('error', () => {})
  socket.setNoDelay(true)
  const held = holdBytes(socket)
  const far = await patiently(socket, dial, wall)
  if (far === undefined) return
  if ('unreachable' in far) socket.resetAndDestroy()
  else await join(socket, far, held())
}

/** Tries until the network lets the connection through, it is refused or time is over; undefined when the client went away first. */
export async function patiently(
  socket: Socket,
  dial: Dial,
  wall: Clock,
): Promise<Duplex | GuestUnreachable | undefined> {
  for (const delayMs of [0, ...retryMs]) {
    if (delayMs > 0 && !(await waits(socket, delayMs, wall))) return undefined
    const far = await dial()
    if (socket.destroyed) {
      if (!('unreachable' in far)) far.destroy()
      return undefined
    }
    if (!('unreachable' in far) || far.unreachable === 'refused') return far
  }
  return { unreachable: 'timed-out' }
}

/** Keeps the client's first bytes, so that its going is noticed; answers what hands them over. */
function holdBytes(socket: Socket): () => { readonly bytes: Buffer; readonly ended: boolean } {
  const parts: Buffer[] = []
  let length = 0
  let ended = false
  const onData = (bytes: Buffer): void => {
    parts.push(bytes)
    length += bytes.length
    if (length > maxHeldBytes) socket.resetAndDestroy()
  }
  const onEnd = (): void => {
    ended = true
    // Whoever says goodbye before anybody answered is not waited for.
    if (length === 0) socket.destroy()
  }
  socket.on('data', onData)
  socket.on('end', onEnd)
  return () => {
    socket.pause()
    socket.off('data', onData)
    socket.off('end', onEnd)
    return { bytes: Buffer.concat(parts), ended }
  }
}

/** False when the client went away first. */
function waits(socket: Socket, delayMs: number, wall: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    let cancel: Cancel = () => {}
    const gone = (): void => {
      cancel()
      resolve(false)
    }
    cancel = wall.after(delayMs, () => {
      socket.off('close', gone)
      resolve(!socket.destroyed)
    })
    if (socket.destroyed) gone()
    else socket.once('close', gone)
  })
}

async function join(
  socket: Socket,
  far: Duplex,
  held: { readonly bytes: Buffer; readonly ended: boolean },
): Promise<void> {
  far.on('error', () => socket.resetAndDestroy())
  far.on('close', () => {
    if (!socket.destroyed && !far.readableEnded) socket.resetAndDestroy()
  })
  socket.on('close', () => far.destroy())
  if (held.bytes.length > 0) far.write(held.bytes)
  if (held.ended) far.end()
  const there = held.ended ? undefined : pipeline(socket, far)
  const back = pipeline(far, socket)
  await Promise.allSettled([there, back])
}
