import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'

/** Somebody who is logged in on a terminal. */
export interface Login {
  readonly user: string
  readonly uid: number
  /** `pts/0`, `ttyS0` */
  readonly line: string
  /** Where from; empty at the console. */
  readonly host: string
  readonly pid: number
  readonly sinceMs: number
}

/** A row of `last`. */
export interface PastLogin {
  readonly user: string
  readonly line: string
  readonly host: string
  readonly sinceMs: number
  /** `undefined`: still there. */
  readonly untilMs: number | undefined
  /** A boot, a shutdown that was never written, an ordinary end. */
  readonly kind: 'boot' | 'session'
}

const wtmp = '/var/log/wtmp'
const lastlog = '/var/log/lastlog'
const recordBytes = 384
const lastlogBytes = 292
const type = { boot: 2, user: 7, dead: 8 } as const

/** Who is and was logged in: in memory, and in glibc's own records in `/var/log/wtmp` and `/var/log/lastlog`. */
export class Logins {
  readonly #machine: Machine
  readonly #present = new Map<string, Login>()
  #writing: Promise<void> = Promise.resolve()

  constructor(machine: Machine) {
    this.#machine = machine
  }

  get present(): readonly Login[] {
    return [...this.#present.values()]
  }

  begin(login: Login): void {
    this.#present.set(login.line, login)
    this.#append(record(type.user, login.pid, login.line, login.user, login.host, login.sinceMs))
    this.#queue(async () => {
      const { vfs } = this.#machine
      const inode = vfs.openForWriting(lastlog, rootCredentials, 0o644)
      const bytes = Buffer.alloc(lastlogBytes)
      bytes.writeInt32LE(Math.floor(login.sinceMs / 1000), 0)
      bytes.write(login.line, 4, 32, 'latin1')
      bytes.write(login.host, 36, 256, 'latin1')
      await vfs.writeAt(inode, login.uid * lastlogBytes, bytes, lastlog)
    })
  }

  end(login: Login): void {
    if (this.#present.get(login.line) !== login) return
    this.#present.delete(login.line)
    this.#append(record(type.dead, login.pid, login.line, '', '', this.#machine.outside.now()))
  }

  booted(): void {
    const { bootedAt, facts } = this.#machine
    this.#append(record(type.boot, 0, '~', 'reboot', facts.kernel, bootedAt))
  }

  /** When and where from a user came in before; undefined the first time. */
  async lastOf(uid: number): Promise<Pick<Login, 'line' | 'host' | 'sinceMs'> | undefined> {
    await this.#writing
    const { vfs } = this.#machine
    const content = vfs.peek(lastlog, rootCredentials)?.content
    const bytes = Buffer.from(
      (await content?.read(uid * lastlogBytes, lastlogBytes, vfs.fetch)) ?? new Uint8Array(0),
    )
    if (bytes.length < lastlogBytes || bytes.readInt32LE(0) === 0) return undefined
    return {
      sinceMs: bytes.readInt32LE(0) * 1000,
      line: textAt(bytes, 4, 32),
      host: textAt(bytes, 36, 256),
    }
  }

  /** What `last` shows, newest first. */
  async past(): Promise<PastLogin[]> {
    await this.#writing
    const bytes = Buffer.from(
      await this.#machine.vfs.readFile(wtmp, rootCredentials).catch(() => new Uint8Array(0)),
    )
    const rows: PastLogin[] = []
    const ends = new Map<string, number>()
    let nextBoot: number | undefined
    for (let at = bytes.length - recordBytes; at >= 0; at -= recordBytes) {
      const kind = bytes.readInt16LE(at)
      const line = textAt(bytes, at + 8, 32)
      const atMs = bytes.readInt32LE(at + 340) * 1000
      if (kind === type.dead) ends.set(line, atMs)
      else if (kind === type.user || kind === type.boot) {
        const isBoot = kind === type.boot
        rows.push({
          kind: isBoot ? 'boot' : 'session',
          user: textAt(bytes, at + 44, 32),
          line: isBoot ? 'system boot' : line,
          host: textAt(bytes, at + 76, 256),
          sinceMs: atMs,
          untilMs: isBoot ? nextBoot : (ends.get(line) ?? nextBoot),
        })
        ends.delete(line)
        if (isBoot) {
          nextBoot = atMs
          ends.clear()
        }
      }
    }
    return rows
  }

  #append(bytes: Buffer): void {
    this.#queue(() => this.#machine.vfs.appendFile(wtmp, bytes, rootCredentials, 0o664))
  }

  /** One after another: two appends at once would write to the same place. */
  #queue(write: () => Promise<void>): void {
    this.#writing = this.#writing.then(write).catch(() => {})
    this.#machine.detach(this.#writing)
  }
}

/** glibc's `struct utmp`. */
function record(
  kind: number,
  pid: number,
  line: string,
  user: string,
  host: string,
  atMs: number,
): Buffer {
  const bytes = Buffer.alloc(recordBytes)
  bytes.writeInt16LE(kind, 0)
  bytes.writeInt32LE(pid, 4)
  bytes.write(line, 8, 32, 'latin1')
  bytes.write(line.replace(/^pts/, 'ts').slice(-4), 40, 4, 'latin1')
  bytes.write(user, 44, 32, 'latin1')
  bytes.write(host, 76, 256, 'latin1')
  bytes.writeInt32LE(Math.floor(atMs / 1000), 340)
  const parts = host.split('.').map(Number)
  if (parts.length === 4 && parts.every((part) => part >= 0 && part <= 255))
    for (const [index, part] of parts.entries()) bytes.writeUInt8(part, 348 + index)
  return bytes
}

function textAt(bytes: Buffer, at: number, length: number): string {
  const field = bytes.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('latin1')
}
