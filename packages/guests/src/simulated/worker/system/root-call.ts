import { Call } from '../commands/call.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'
import { NullFile, OpenFile } from './open-file.ts'
import type { Process } from './process.ts'

const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/sh',
  LANG: 'C.UTF-8',
}

/** Lines that a program writes go to the journal under its name. */
export class JournalFile extends OpenFile {
  readonly #machine: Machine
  readonly #name: string
  readonly #pid: number
  #line = ''

  constructor(machine: Machine, name: string, pid: number) {
    super()
    this.#machine = machine
    this.#name = name
    this.#pid = pid
  }

  async read(): Promise<undefined> {}

  async write(bytes: Uint8Array): Promise<void> {
    const lines = (this.#line + Buffer.from(bytes).toString()).split('\n')
    this.#line = lines.pop() ?? ''
    for (const line of lines) await this.#machine.log(this.#name, line, this.#pid)
  }

  protected override end(): void {
    if (this.#line !== '')
      this.#machine.detach(this.#machine.log(this.#name, this.#line, this.#pid))
  }
}

/** A program that the system itself runs as root, its output in the journal; the caller ends its process. */
export function rootCall(machine: Machine, words: readonly string[], process?: Process): Call {
  const own = process ?? machine.processes.start(words, rootCredentials)
  own.background = true
  const journal = new JournalFile(machine, words[0]?.split('/').at(-1) ?? '', own.pid)
  return new Call({
    machine,
    process: own,
    words,
    env: new Map(Object.entries(environment)),
    cwd: '/',
    umask: 0o022,
    files: new Map<number, OpenFile>([
      [0, new NullFile()],
      [1, journal],
      [2, journal.share()],
    ]),
    path: words[0] ?? '',
  })
}
