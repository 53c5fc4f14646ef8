import { SerializeAddon } from '@xterm/addon-serialize'
import { Unicode11Addon } from '@xterm/addon-unicode11'
import headless from '@xterm/headless'

/** Lines kept above the screen: what a re-attached browser can scroll back to. */
const scrollbackLines = 1000
/** Longest escape sequence looked for at the end of what was written. */
const tailBytes = 4096
const resetTerminal = '\x1bc'

/** What the terminal shows, kept where no browser is needed, so that one can be given the whole of it at any time. */
export class Screen {
  readonly #terminal: headless.Terminal
  readonly #serializer = new SerializeAddon()
  readonly #onRead: () => void
  #pendingBytes = 0
  #isClosed = false
  #tail: Buffer = Buffer.alloc(0)

  /** `onRead`: bytes written earlier were taken in. */
  constructor(cols: number, rows: number, onRead: () => void) {
    this.#onRead = onRead
    this.#terminal = new headless.Terminal({
      cols,
      rows,
      scrollback: scrollbackLines,
      allowProposedApi: true,
    })
    this.#terminal.loadAddon(this.#serializer)
    // The page counts characters' widths by the same table, or the cursor would be restored elsewhere.
    this.#terminal.loadAddon(new Unicode11Addon())
    this.#terminal.unicode.activeVersion = '11'
  }

  /** Bytes written and not taken in yet: it reads in slices, so as not to hold the server. */
  get pendingBytes(): number {
    return this.#pendingBytes
  }

  write(bytes: Uint8Array): void {
    this.#pendingBytes += bytes.length
    this.#terminal.write(bytes, () => {
      this.#pendingBytes -= bytes.length
      const end = bytes.subarray(Math.max(0, bytes.length - tailBytes))
      this.#tail = Buffer.concat([this.#tail, end]).subarray(-tailBytes)
      this.#onRead()
    })
  }

  resize(cols: number, rows: number): void {
    this.#terminal.resize(cols, rows)
  }

  /**
   * The bytes that make a terminal of the same size show what was written so far; what is written later follows after them.
   * A sequence that was cut at this very point is repeated at the end, for its rest comes next.
   */
  snapshot(done: (bytes: Uint8Array) => void): void {
    this.#terminal.write('', () => {
      // What was written is taken in after the end, too; there is nothing to read off any more.
      if (this.#isClosed) return
      const picture = Buffer.from(resetTerminal + this.#serializer.serialize(), 'utf8')
      done(Buffer.concat([picture, unfinishedEnd(this.#tail)]))
    })
  }

  close(): void {
    this.#isClosed = true
    this.#terminal.dispose()
  }
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const escapeBegun = /\x1b(?:[ -/]*|\[[0-?]*[ -/]*|[\]PX^_][^\x07\x1b]*)$/

/** An escape sequence or a character that is not complete yet. */
export function unfinishedEnd(bytes: Buffer): Buffer {
  const begun = escapeBegun.exec(bytes.toString('latin1'))
  if (begun !== null) return bytes.subarray(begun.index)
  for (let length = 1; length <= Math.min(3, bytes.length); length += 1) {
    const byte = bytes[bytes.length - length] ?? 0
    if (byte < 0x80) break
    if (byte < 0xc0) continue
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length < wanted ? bytes.subarray(-length) : Buffer.alloc(0)
  }
  return Buffer.alloc(0)
}
