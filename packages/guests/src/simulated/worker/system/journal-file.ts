import type { Machine } from './machine.ts'
import { OpenFile } from './open-file.ts'

/** Which process belonged to which service, one per line, since the boot: what the journal itself does not show. */
export const journalPids = '/run/systemd/journal-pids'

/** What a service writes, line by line into the journal. */
export class JournalFile extends OpenFile {
  readonly #machine: Machine
  readonly #identifier: string
  readonly #pid: number
  #rest = ''

  constructor(machine: Machine, identifier: string, pid: number) {
    super()
    this.#machine = machine
    this.#identifier = identifier
    this.#pid = pid
  }

  async read(): Promise<undefined> {}

  async write(bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const lines = (this.#rest + Buffer.from(bytes).toString()).split('\n')
    this.#rest = (lines.pop() ?? '').slice(-48_000)
    for (const line of lines) await this.#machine.log(this.#identifier, line, this.#pid)
  }

  protected override end(): void {
    if (this.#rest !== '')
      this.#machine.detach(this.#machine.log(this.#identifier, this.#rest, this.#pid))
    this.#rest = ''
  }
}
