import type { Duplex } from 'node:stream'
import { PayloadType } from './codec.ts'
import type { Conversation, ConversationHost } from './conversation.ts'
import { Flag, flagPayload, parseFlag } from './flag.ts'
import type { PortService } from './service.ts'
import { Smux } from './smux.ts'

/**
 * How long a connection lives on after the client's end of it: the official plugin says "end" for "gone", and an endless answer
 * would go to nobody.
 */
const lingerMs = 10_000

/** A port session of many connections, each opened when the client opens one on its side. */
export class MuxConversation implements Conversation {
  readonly #service: PortService
  readonly #host: ConversationHost
  readonly #smux: Smux
  #isOver = false

  constructor(service: PortService, host: ConversationHost) {
    this.#service = service
    this.#host = host
    this.#smux = new Smux({
      role: 'server',
      send: (bytes) => host.send(PayloadType.output, bytes),
      isFull: () => host.isFull(),
      holdInput: () => host.holdInput(),
      admitInput: () => host.admitInput(),
      opened: (stream) => void this.#serve(stream),
      failed: (reason) => host.fail(reason),
    })
  }

  begin(): void {}

  receive(payloadType: number, payload: Uint8Array): void {
    this.#host.touch()
    if (payloadType === PayloadType.output) this.#smux.receive(payload)
    else if (payloadType === PayloadType.flag && parseFlag(payload) === Flag.terminateSession) {
      this.#host.finish()
    }
  }

  drained(): void {
    this.#smux.drained()
  }

  close(): void {
    this.#isOver = true
    this.#smux.close()
  }

  async #serve(stream: Duplex): Promise<void> {
    stream.on('error', () => stream.destroy())
    let connection: Duplex
    try {
      connection = await this.#service.connect()
    } catch {
      if (this.#isOver) return
      this.#host.send(PayloadType.flag, flagPayload(Flag.connectToPortError))
      stream.destroy()
      return
    }
    if (stream.destroyed) connection.destroy()
    else this.#join(stream, connection)
  }

  #join(stream: Duplex, connection: Duplex): void {
    let cancelLinger = (): void => undefined
    connection.on('error', () => stream.destroy())
    connection.on('close', () => {
      if (!stream.writableEnded) stream.destroy()
      else if (stream.writableFinished) stream.destroy()
      else stream.on('finish', () => stream.destroy())
    })
    stream.on('end', () => {
      cancelLinger = this.#host.clock.after(lingerMs, () => stream.destroy())
    })
    stream.on('close', () => {
      cancelLinger()
      connection.destroy()
    })
    stream.pipe(connection)
    connection.pipe(stream)
  }
}
