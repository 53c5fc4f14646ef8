import type { Duplex } from 'node:stream'
import { PayloadType } from './codec.ts'
import type { Conversation, ConversationHost } from './conversation.ts'
import { Flag, parseFlag } from './flag.ts'
import type { PortService } from './service.ts'

/**
 * A port session of one connection, its bytes as they are: the SSH mode, and port forwarding for clients that do not multiplex. In
 * the SSH mode it ends with its connection; else another one is made when the client has new data.
 */
export class PortConversation implements Conversation {
  readonly #service: PortService
  readonly #host: ConversationHost
  #connection: Duplex | undefined
  #isConnecting = false
  #isOver = false

  constructor(service: PortService, host: ConversationHost) {
    this.#service = service
    this.#host = host
  }

  begin(): void {
    void this.#connect()
  }

  receive(payloadType: number, payload: Uint8Array): void {
    this.#host.touch()
    if (payloadType === PayloadType.output) this.#input(payload)
    else if (payloadType === PayloadType.flag) this.#obey(parseFlag(payload))
  }

  drained(): void {
    this.#connection?.resume()
  }

  close(): void {
    this.#isOver = true
    this.#connection?.destroy()
    this.#connection = undefined
  }

  #input(bytes: Uint8Array): void {
    const connection = this.#connection
    if (connection === undefined) void this.#connect(bytes)
    else if (!connection.write(bytes)) this.#host.holdInput()
  }

  #obey(flag: number | undefined): void {
    if (flag === Flag.terminateSession) this.#host.finish()
    else if (flag === Flag.disconnectToPort) this.#drop()
  }

  async #connect(first?: Uint8Array): Promise<void> {
    if (this.#isConnecting) return
    this.#isConnecting = true
    // What comes meanwhile waits at the client, which sends it again.
    this.#host.holdInput()
    let connection: Duplex
    try {
      connection = await this.#service.connect()
    } catch (error) {
      const cause = error instanceof Error ? error.message : String(error)
      if (!this.#isOver) this.#host.fail(`Unable to connect to specified port: ${cause}`)
      return
    }
    this.#isConnecting = false
    if (this.#isOver) return void connection.destroy()
    this.#connection = connection
    this.#read(connection)
    if (first === undefined || connection.write(first)) this.#host.admitInput()
  }

  #read(connection: Duplex): void {
    connection.on('data', (bytes: Uint8Array) => {
      if (connection !== this.#connection) return
      this.#host.send(PayloadType.output, bytes)
      if (this.#host.isFull()) connection.pause()
    })
    connection.on('drain', () => {
      if (connection === this.#connection) this.#host.admitInput()
    })
    connection.on('error', () => connection.destroy())
    connection.on('end', () => this.#lost(connection))
    connection.on('close', () => this.#lost(connection))
  }

  #lost(connection: Duplex): void {
    if (connection !== this.#connection) return
    this.#drop()
    if (this.#service.properties.type === undefined) this.#host.finish()
  }

  #drop(): void {
    const connection = this.#connection
    this.#connection = undefined
    connection?.destroy()
    if (!this.#isConnecting) this.#host.admitInput()
  }
}
