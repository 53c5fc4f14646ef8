import type { FileEntryWithStats, SFTPWrapper, Stats } from 'ssh2'
import type { Call } from '../../commands/call.ts'
import { clientSettings, type GivenOptions } from './client-config.ts'
import { connect, targetOf, type SshLink } from './connect.ts'
import { Console } from './console.ts'

/** A transfer's portion; OpenSSH's too. */
const portionBytes = 32_768
/** Requests under way at once, so that a long way costs little. */
const underWay = 32

/** The other side's files, over sftp. */
export class RemoteFiles {
  readonly link: SshLink
  readonly #sftp: SFTPWrapper

  private constructor(link: SshLink, sftp: SFTPWrapper) {
    this.link = link
    this.#sftp = sftp
  }

  static async open(
    call: Call,
    target: string,
    given: GivenOptions,
  ): Promise<RemoteFiles | undefined> {
    const [user, host, port] = targetOf(target)
    const options: GivenOptions = new Map(given)
    if (user !== undefined) options.set('user', [user])
    if (port !== undefined && !options.has('port')) options.set('port', [port])
    const settings = await clientSettings(call, host, options)
    const link = await connect(call, new Console(call), settings, options)
    if (!link) return undefined
    const sftp = await new Promise<SFTPWrapper | undefined>((resolve) =>
      link.client.sftp((error, wrapper) => resolve(error ? undefined : wrapper)),
    )
    if (sftp) return new RemoteFiles(link, sftp)
    await call.err('subsystem request failed on channel 0\n')
    link.close()
    return undefined
  }

  close(): void {
    this.link.close()
    this.link.client.destroy()
  }

  stat(path: string): Promise<Stats | undefined> {
    return new Promise((resolve) =>
      this.#sftp.stat(path, (error, stats) => resolve(error ? undefined : stats)),
    )
  }

  list(path: string): Promise<FileEntryWithStats[]> {
    return this.#ask((done) => this.#sftp.readdir(path, done))
  }

  real(path: string): Promise<string> {
    return this.#ask((done) => this.#sftp.realpath(path, done))
  }

  target(path: string): Promise<string> {
    return this.#ask((done) => this.#sftp.readlink(path, done))
  }

  async makeDirectory(path: string, mode: number): Promise<void> {
    await this.#ask<void>((done) =>
      this.#sftp.mkdir(path, { mode }, (error) => done(error, undefined)),
    )
  }

  /** A call that answers nothing but whether it failed. */
  async change(
    what: 'unlink' | 'rmdir' | 'rename' | 'symlink' | 'chmod',
    path: string,
    other: string | number = '',
  ): Promise<void> {
    const text = String(other)
    await this.#ask<void>((done) => {
      const ended = (error?: Error | null): void => done(error, undefined)
      if (what === 'unlink') this.#sftp.unlink(path, ended)
      else if (what === 'rmdir') this.#sftp.rmdir(path, ended)
      else if (what === 'rename') this.#sftp.rename(path, text, ended)
      else if (what === 'symlink') this.#sftp.symlink(path, text, ended)
      else this.#sftp.chmod(path, Number(other), ended)
    })
  }

  async setTime(path: string, mtimeMs: number): Promise<void> {
    const seconds = Math.floor(mtimeMs / 1000)
    await this.#ask<void>((done) =>
      this.#sftp.utimes(path, seconds, seconds, (error) => done(error, undefined)),
    )
  }

  /** Reads a whole file in order. */
  async *read(path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.open(path, 'r', done))
    const asked: Promise<Buffer>[] = []
    let at = 0
    try {
      for (;;) {
        while (asked.length < underWay) {
          asked.push(this.#readAt(handle, at))
          at += portionBytes
        }
        const next = await asked.shift()
        signal.throwIfAborted()
        if (!next || next.length === 0) return
        yield next
      }
    } finally {
      await Promise.allSettled(asked)
      await this.#ask<void>((done) =>
        this.#sftp.close(handle, (error) => done(error, undefined)),
      ).catch(() => {})
    }
  }

  /** Writes a whole file. */
  async write(
    path: string,
    mode: number,
    portions: AsyncIterable<Uint8Array>,
    signal: AbortSignal,
  ): Promise<void> {
    const handle = await this.#ask<Buffer>((done) => this.#sftp.open(path, 'w', { mode }, done))
    const under = new Set<Promise<void>>()
    let at = 0
    try {
      for await (const portion of portions)
        for (let from = 0; from < portion.length; from += portionBytes) {
          const bytes = Buffer.from(portion.subarray(from, from + portionBytes))
          const position = at
          at += bytes.length
          const written = this.#ask<void>((done) =>
            this.#sftp.write(handle, bytes, 0, bytes.length, position, (error) =>
              done(error, undefined),
            ),
          ).finally(() => under.delete(written))
          under.add(written)
          while (under.size >= underWay) await Promise.race(under)
          signal.throwIfAborted()
        }
      await Promise.all(under)
    } finally {
      await Promise.allSettled(under)
      await this.#ask<void>((done) =>
        this.#sftp.close(handle, (error) => done(error, undefined)),
      ).catch(() => {})
    }
  }

  #readAt(handle: Buffer, at: number): Promise<Buffer> {
    return new Promise((resolve) => {
      const bytes = Buffer.alloc(portionBytes)
      this.#sftp.read(handle, bytes, 0, portionBytes, at, (error, count) =>
        resolve(error ? Buffer.alloc(0) : bytes.subarray(0, count)),
      )
    })
  }

  /** Failed with the connection, a call would wait for ever. */
  #ask<T>(start: (done: (error: Error | null | undefined, value: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('Connection closed'))
      this.link.client.once('close', gone)
      start((error, value) => {
        this.link.client.off('close', gone)
        if (error) reject(error)
        else resolve(value)
      })
    })
  }
}

/** What the server said, in the words of OpenSSH. */
export function remoteReason(error: unknown): string {
  if (!(error instanceof Error)) return 'Failure'
  return error.message === 'No such file' ? 'No such file or directory' : error.message
}
