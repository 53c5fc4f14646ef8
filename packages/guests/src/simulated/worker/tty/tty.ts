import { Gate } from '../system/gate.ts'
import { OpenFile, type TtyDevice } from '../system/open-file.ts'
import { charWidth } from './width.ts'

/** Bytes of output that may be under way before programs block. */
const windowBytes = 256 * 1024
/** Typed ahead and not read; the rest is dropped, as a kernel drops it. */
const maxTypedBytes = 1024 * 1024

/** Where a terminal's bytes go and who hears its keys. */
export interface TtyWires {
  send(bytes: Uint8Array): void
  /** Ctrl-C, Ctrl-\ (signal 2, 3). */
  signal(number: number): void
}

/** A terminal: line discipline for programs, raw bytes for those that ask (the line editor, `less`, `vi`). */
export class Tty implements TtyDevice {
  readonly name: string
  cols: number
  rows: number
  echo = true
  readonly #wires: TtyWires
  readonly #gate = new Gate()
  #underWay = 0
  /** Complete lines (or ends of file, empty) for cooked readers. */
  #lines: Uint8Array[] = []
  #line: string[] = []
  /** Arrived, and nobody has looked at it: neither echoed nor edited. */
  #raw: Uint8Array[] = []
  #rawBytes = 0
  #rawReaders = 0
  #hungUp = false
  readonly onResize = new Gate()

  constructor(name: string, cols: number, rows: number, wires: TtyWires) {
    this.name = name
    this.cols = cols
    this.rows = rows
    this.#wires = wires
  }

  /** Bytes from the keyboard. */
  input(bytes: Uint8Array): void {
    if (this.#rawReaders > 0) {
      this.#keep(bytes)
      return
    }
    this.#cook(bytes, this.echo)
    this.#gate.open()
  }

  hangUp(): void {
    this.#hungUp = true
    this.#gate.open()
  }

  resize(cols: number, rows: number): void {
    this.cols = cols
    this.rows = rows
    this.onResize.open()
    this.#gate.open()
  }

  taken(bytes: number): void {
    this.#underWay -= bytes
    this.#gate.open()
  }

  /** While the returned function is not called, keys come unedited through `readRaw`. */
  takeRaw(): () => void {
    this.#rawReaders++
    // What was typed ahead, edited or not, goes to the raw reader in its order.
    const typed = [...this.#lines, Buffer.from(this.#line.join(''))].filter(
      (part) => part.length > 0,
    )
    this.#lines = []
    this.#line = []
    this.#raw.unshift(...typed)
    return () => {
      if (--this.#rawReaders > 0) return
      // Typed ahead of the next reader: it comes before whatever is typed from now on.
      const rest = Buffer.concat(this.#raw)
      this.#raw = []
      this.#rawBytes = 0
      this.#cook(rest, false)
    }
  }

  putBack(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#raw.unshift(bytes)
  }

  /** The next keys; undefined when the line was cut. */
  async readRaw(signal: AbortSignal): Promise<Uint8Array | undefined> {
    while (this.#raw.length === 0) {
      if (this.#hungUp) return undefined
      await this.#gate.wait(signal)
    }
    const bytes = Buffer.concat(this.#raw)
    this.#raw = []
    this.#rawBytes = 0
    return bytes
  }

  /** A line, or an end of file (no bytes). */
  async readCooked(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    for (;;) {
      const line = this.#lines.shift()
      if (line) {
        if (line.length > max) this.#lines.unshift(line.subarray(max))
        return line.length === 0 ? undefined : line.subarray(0, max)
      }
      if (this.#hungUp) return undefined
      await this.#gate.wait(signal)
    }
  }

  /** Program output: `\n` becomes `\r\n`, unless it comes from a terminal elsewhere. Waits while too much is under way. */
  async write(bytes: Uint8Array, signal: AbortSignal, raw = false): Promise<void> {
    for (let from = 0; from < bytes.length; from += 32_768) {
      while (this.#underWay >= windowBytes && !this.#hungUp) await this.#gate.wait(signal)
      signal.throwIfAborted()
      const part = bytes.subarray(from, from + 32_768)
      this.#send(raw ? part.slice() : crlf(part))
    }
  }

  /** The terminal's own writing, which never waits. */
  show(text: string): void {
    if (text !== '') this.#send(Buffer.from(text))
  }

  #send(bytes: Uint8Array): void {
    if (this.#hungUp) return
    this.#underWay += bytes.length
    this.#wires.send(bytes)
  }

  #keep(bytes: Uint8Array): void {
    if (this.#rawBytes + bytes.length > maxTypedBytes) return
    this.#raw.push(bytes)
    this.#rawBytes += bytes.length
    this.#gate.open()
  }

  #cook(bytes: Uint8Array, echo: boolean): void {
    const text = Buffer.from(bytes).toString()
    for (const char of text) {
      const code = char.charCodeAt(0)
      if (code === 3 || code === 28) {
        if (echo) this.show(code === 3 ? '^C\r\n' : '^\\\r\n')
        this.#line = []
        this.#lines = []
        this.#wires.signal(code === 3 ? 2 : 3)
      } else if (code === 4) {
        this.#lines.push(Buffer.from(this.#line.join('')))
        this.#line = []
      } else if (code === 127 || code === 8) this.#erase(1, echo)
      else if (code === 21) this.#erase(this.#line.length, echo)
      else if (code === 23) this.#erase(/\S*\s*$/.exec(this.#line.join(''))?.[0].length ?? 0, echo)
      else if (code === 13 || code === 10) {
        this.#lines.push(Buffer.from(`${this.#line.join('')}\n`))
        this.#line = []
        if (echo) this.show('\r\n')
      } else if (this.#line.length < 65_536) {
        this.#line.push(char)
        if (echo) this.show(code < 32 && code !== 9 ? `^${String.fromCharCode(code + 64)}` : char)
      }
    }
  }

  #erase(count: number, echo: boolean): void {
    for (let i = 0; i < count; i++) {
      const char = this.#line.pop()
      if (char === undefined) return
      const width = char.charCodeAt(0) < 32 ? 2 : charWidth(char)
      if (echo) this.show('\b \b'.repeat(width))
    }
  }
}

function crlf(bytes: Uint8Array): Uint8Array {
  let count = 0
  for (const byte of bytes) if (byte === 10) count++
  const result = new Uint8Array(bytes.length + count)
  let at = 0
  for (const byte of bytes) {
    if (byte === 10) result[at++] = 13
    result[at++] = byte
  }
  return result
}

/** A terminal as an open file. */
export class TtyFile extends OpenFile {
  override readonly tty: Tty

  constructor(tty: Tty) {
    super()
    this.tty = tty
  }

  read(max: number, signal: AbortSignal): Promise<Uint8Array | undefined> {
    return this.tty.readCooked(max, signal)
  }

  write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    return this.tty.write(bytes, signal)
  }
}
