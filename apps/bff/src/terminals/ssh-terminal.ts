import type { Duplex } from 'node:stream'
import { makeEd25519Pair } from '@brume/cloud'
import type { ClientChannel, NextAuthHandler } from 'ssh2'
import { refuse } from '../fault.ts'
import type { RemoteEvents, RemoteTerminal, TerminalSize } from './remote-terminal.ts'

/** Where an SSH terminal leads, and as whom. */
export interface SshTarget {
  readonly user: string
  /** Makes a key pair's public half good for a moment: OpenSSH's one-line form. */
  pushKey(publicKey: string): Promise<unknown>
  /** Rejects with a refusal when the network leads nowhere. */
  dial(): Promise<Duplex>
}

const readyTimeoutMs = 20_000
const keepAliveMs = 30_000

/** A shell by SSH with a key that is made for this one connection. */
export class SshTerminal implements RemoteTerminal {
  readonly sessionId = undefined
  readonly #target: SshTarget
  readonly #events: RemoteEvents
  #size: TerminalSize
  #channel: ClientChannel | undefined
  #end: () => void = () => {}
  #isClosed = false

  constructor(target: SshTarget, size: TerminalSize, events: RemoteEvents) {
    this.#target = target
    this.#size = size
    this.#events = events
  }

  get size(): TerminalSize {
    return this.#size
  }

  get pendingInputBytes(): number {
    return this.#channel?.writableLength ?? 0
  }

  async open(): Promise<void> {
    // A tenth of a second of loading: only when the first is opened.
    const { default: ssh2 } = await import('ssh2')
    const pair = makeEd25519Pair(ssh2.utils, { comment: 'brume' })
    const client = new ssh2.Client()
    const socket = await this.#target.dial()
    this.#end = () => client.end()
    const ready = Promise.withResolvers<void>()
    let isOffered = false
    // The key is good for a minute of the account's clock, which may run fast: pushed at the last moment, offered once.
    const offer = async (next: NextAuthHandler): Promise<void> => {
      if (isOffered) throw refusedLogin(this.#target.user)
      isOffered = true
      await this.#target.pushKey(pair.public)
      next({ type: 'publickey', username: this.#target.user, key: pair.private })
    }
    client.on('ready', () => ready.resolve())
    client.on('error', (error) => {
      ready.reject(failureOf(error, this.#target.user))
      this.#close(error.message)
    })
    client.on('close', () => {
      ready.reject(failureOf(undefined, this.#target.user))
      this.#close('')
    })
    client.connect({
      sock: socket,
      username: this.#target.user,
      authHandler: (_left, _partial, next) => {
        offer(next).catch((error: unknown) => ready.reject(error))
      },
      readyTimeout: readyTimeoutMs,
      keepaliveInterval: keepAliveMs,
    })
    try {
      await ready.promise
      this.#use(
        await new Promise<ClientChannel>((resolve, reject) =>
          client.shell({ term: 'xterm-256color', ...this.#size }, (error, channel) =>
            error ? reject(failureOf(error, this.#target.user)) : resolve(channel),
          ),
        ),
      )
    } catch (error) {
      client.destroy()
      throw error
    }
  }

  write(bytes: Uint8Array): void {
    this.#channel?.write(Buffer.from(bytes))
  }

  resize(size: TerminalSize): void {
    this.#size = size
    this.#channel?.setWindow(size.rows, size.cols, 0, 0)
  }

  pauseOutput(): void {
    this.#channel?.pause()
  }

  resumeOutput(): void {
    this.#channel?.resume()
  }

  reconnectNow(): void {}

  async terminate(): Promise<void> {
    this.#end()
    this.#close('')
  }

  #use(channel: ClientChannel): void {
    this.#channel = channel
    channel.on('data', (bytes: Buffer) => this.#events.output(bytes))
    channel.stderr.on('data', (bytes: Buffer) => this.#events.output(bytes))
    channel.on('drain', () => this.#events.inputDrained())
    channel.on('close', () => this.#end())
    this.#events.state('connected', '')
  }

  #close(reason: string): void {
    // Before it was open, the refusal says it all.
    if (this.#isClosed || !this.#channel) return
    this.#isClosed = true
    this.#events.state('closed', reason)
  }
}

function failureOf(error: (Error & { level?: string }) | undefined, user: string): Error {
  return error?.level === 'client-authentication'
    ? refusedLogin(user, error)
    : refuse(
        504,
        'InstanceUnreachable',
        'Error establishing SSH connection to your instance. Try again later.',
        {
          cause: error,
        },
      )
}

function refusedLogin(user: string, cause?: Error): Error {
  return refuse(
    403,
    'LoginRefused',
    `The instance did not let "${user}" in with the pushed key. Check the user name, and that EC2 Instance Connect is installed in the instance.`,
    { cause },
  )
}
