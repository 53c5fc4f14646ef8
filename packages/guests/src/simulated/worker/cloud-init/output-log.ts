import { OpenFile, type FileOpening } from '../system/open-file.ts'
import { stamp } from '../../console/boot-log.ts'
import { FsError } from '../vfs/errors.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from '../system/machine.ts'

const path = '/var/log/cloud-init-output.log'
/** What one boot may write to the console; the file gets everything. */
const maxConsoleBytes = 128 * 1024

/** Standard output of everything that cloud-init runs: its log file and, line by line, the serial console. */
export class OutputLog extends OpenFile {
  readonly #machine: Machine
  readonly pid: number
  #line = ''
  #said = 0

  constructor(machine: Machine, pid: number) {
    super()
    this.#machine = machine
    this.pid = pid
  }

  override get reopening(): FileOpening {
    return { path, append: true, position: 0 }
  }

  async read(): Promise<undefined> {
    throw new FsError('EBADF', path, 'read')
  }

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await this.#machine.vfs.appendFile(path, bytes, rootCredentials, 0o640)
    const lines = (this.#line + Buffer.from(bytes).toString()).split('\n')
    this.#line = lines.pop() ?? ''
    this.#say(lines)
  }

  /** A line of cloud-init itself. */
  async say(text: string): Promise<void> {
    await this.write(Buffer.from(`${text}\n`), new AbortController().signal)
  }

  /** A line that the console has already. */
  async note(text: string): Promise<void> {
    await this.#machine.vfs.appendFile(path, `${text}\n`, rootCredentials, 0o640)
  }

  close(): void {
    if (this.#line !== '') this.#say([this.#line])
    this.#line = ''
  }

  #say(lines: readonly string[]): void {
    if (lines.length === 0 || this.#said > maxConsoleBytes) return
    const lead = `${stamp(this.#machine.outside.now() - this.#machine.bootedAt, this.pid)} cloud-init[${this.pid}]: `
    const text = lines.map((line) => `${lead}${line}\r\n`).join('')
    this.#said += text.length
    this.#machine.say(text)
  }
}
