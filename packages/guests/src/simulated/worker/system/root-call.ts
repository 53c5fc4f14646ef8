import { Call } from '../commands/call.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'
import { JournalFile } from './journal-file.ts'
import { NullFile, type OpenFile } from './open-file.ts'
import type { Process } from './process.ts'

/** What programs of the system itself find in their environment. */
export const systemEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  SHELL: '/bin/sh',
  LANG: 'C.UTF-8',
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
    env: new Map(Object.entries(systemEnvironment)),
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
