import { once } from 'node:events'
import type { Duplex, Readable } from 'node:stream'
import type { Guest, GuestProcess, Terminal } from '@brume/guests'
import type { AcceptConnection, PseudoTtyInfo, ServerChannel, Session } from 'ssh2'

export interface NamedUser {
  readonly user: string
  readonly shell: string
  readonly command: string | undefined
  readonly serial: boolean
}

/** Where distributions keep the program behind sftp. */
const sftpServer =
  'for f in /usr/libexec/openssh/sftp-server /usr/lib/openssh/sftp-server /usr/lib/ssh/sftp-server; do [ -x $f ] && exec $f; done; exit 127'

/** A session channel whose program runs in a guest. */
export class NamedSession {
  readonly #guest: Guest
  readonly #who: NamedUser
  readonly #socket: Duplex
  readonly #env: Record<string, string> = {}
  #pty: PseudoTtyInfo | undefined
  #terminal: Terminal | undefined
  #process: GuestProcess | undefined
  #channel: ServerChannel | undefined
  #gone = false

  constructor(session: Session, guest: Guest, who: NamedUser, socket: Duplex) {
    this.#guest = guest
    this.#who = who
    this.#socket = socket
    const answer = (reply: (() => void) | undefined): void => reply?.()
    session.on('env', (accept, reject, { key, val }) => {
      const may = /^(?:LANG|LC_\w+)$/.test(key)
      if (may) this.#env[key] = val
      answer(may ? accept : reject)
    })
    session.on('pty', (accept, _reject, info) => {
      this.#pty = info
      answer(accept)
    })
    session.on('window-change', (accept, _reject, { cols, rows }) => {
      this.#terminal?.resize(cols, rows)
      answer(accept)
    })
    session.on('signal', (accept, _reject, { name }) => {
      const signal = (['HUP', 'INT', 'QUIT', 'TERM', 'KILL'] as const).find((each) => each === name)
      if (signal) this.#process?.kill(signal)
      answer(accept)
    })
    session.on('shell', (accept) => this.#begin(accept(), undefined))
    session.on('exec', (accept, _reject, { command }) => this.#begin(accept(), command))
    session.on('subsystem', (accept: AcceptConnection<ServerChannel>, reject, { name }) => {
      if (name === 'sftp') this.#begin(accept(), sftpServer)
      else answer(reject)
    })
    session.on('close', () => this.hangUp())
  }

  get unreadBytes(): number {
    return this.#channel?.readableLength ?? 0
  }

  hangUp(): void {
    this.#gone = true
    this.#terminal?.close()
    this.#process?.stdin.end()
    this.#process?.kill('HUP')
  }

  #begin(channel: ServerChannel | undefined, asked: string | undefined): void {
    // The library answers nothing to what came twice.
    if (!channel) return
    this.#channel = channel
    channel.on('error', () => this.hangUp())
    const command = this.#who.command ?? asked
    if (this.#who.serial && (asked !== undefined || !this.#pty)) return this.#end(channel, 1)
    const run = this.#pty
      ? this.#onTerminal(channel, this.#pty, command)
      : this.#withPipes(channel, command)
    run.catch(() => this.#end(channel, 255))
  }

  async #onTerminal(
    channel: ServerChannel,
    { cols, rows, term }: PseudoTtyInfo,
    command: string | undefined,
  ): Promise<void> {
    const { user, shell, serial } = this.#who
    const options = {
      cols: cols || 80,
      rows: rows || 24,
      onData: (bytes: Uint8Array) => {
        if (!channel.write(bytes) || this.#socket.writableNeedDrain) this.#terminal?.pause()
      },
      onExit: (code: number) => this.#end(channel, code),
    }
    const terminal = serial
      ? await this.#guest.openSerialConsole(options)
      : await this.#guest.openTerminal({
          ...options,
          user,
          term: term || 'dumb',
          ...(command === undefined ? {} : { argv: [shell, '-c', command] }),
        })
    this.#terminal = terminal
    if (this.#gone) return terminal.close()
    const resume = (): void => terminal.resume()
    channel.on('drain', resume)
    this.#socket.on('drain', resume)
    channel.once('close', () => this.#socket.off('drain', resume))
    channel.on('data', (bytes: Buffer) => terminal.write(bytes))
  }

  async #withPipes(channel: ServerChannel, command: string | undefined): Promise<void> {
    const { user, shell } = this.#who
    const process = await this.#guest.execute({
      user,
      argv: command === undefined ? [shell] : [shell, '-c', command],
      env: this.#env,
    })
    this.#process = process
    process.stdin.on('error', () => {})
    channel.pipe(process.stdin)
    const written = [
      this.#copy(process.stdout, channel, channel),
      this.#copy(process.stderr, channel.stderr, channel),
    ]
    const { code, signal } = await process.exit
    await Promise.all(written)
    this.#end(channel, code, signal)
  }

  async #copy(
    from: Readable,
    to: { write(bytes: Uint8Array, done: () => void): boolean },
    channel: ServerChannel,
  ): Promise<void> {
    for await (const part of from) {
      const bytes = Buffer.from(part)
      await this.#write(bytes, to, channel)
      if (this.#gone) return
    }
  }

  #writing: Promise<void> = Promise.resolve()

  /** One stream at a time, and none faster than the peer reads. */
  #write(
    bytes: Uint8Array,
    to: { write(bytes: Uint8Array, done: () => void): boolean },
    channel: ServerChannel,
  ): Promise<void> {
    this.#writing = this.#writing.then(() => this.#hand(bytes, to, channel))
    return this.#writing
  }

  async #hand(
    bytes: Uint8Array,
    to: { write(bytes: Uint8Array, done: () => void): boolean },
    channel: ServerChannel,
  ): Promise<void> {
    if (this.#gone) return
    const over = new AbortController()
    const gone = once(this.#socket, 'close', { signal: over.signal }).catch(() => {})
    try {
      await Promise.race([gone, new Promise<void>((done) => to.write(bytes, done))])
      // The library keeps what once waited for window, and would send it again in place of the other stream's bytes.
      Object.assign(channel, { _chunk: undefined, _chunkErr: undefined })
      const { signal } = over
      if (this.#socket.writableNeedDrain && !this.#socket.destroyed)
        await Promise.race([gone, once(this.#socket, 'drain', { signal }).catch(() => {})])
    } finally {
      over.abort()
    }
  }

  #end(channel: ServerChannel, code: number, signal?: string): void {
    if (this.#gone) return
    if (signal === undefined) channel.exit(code)
    else channel.exit(signal, false, '')
    channel.end()
  }
}
