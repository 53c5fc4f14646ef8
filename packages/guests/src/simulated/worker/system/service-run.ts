import { runWords, statusOf } from '../shell/execute.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { reasonOf } from '../vfs/errors.ts'
import { JournalFile, journalPids } from './journal-file.ts'
import { startShell } from './login.ts'
import type { Machine } from './machine.ts'
import { NullFile, type OpenFile } from './open-file.ts'
import { Killed, signalName, type Process } from './process.ts'
import { commandOf, words, type UnitFile } from './unit-file.ts'

/** How a service's process ended. */
export interface ServiceEnd {
  readonly code: number
  readonly signal?: number
  /** Named by systemd where it could not even be started: 203 EXEC, 217 USER, 200 CHDIR. */
  readonly step?: 'EXEC' | 'USER' | 'CHDIR'
}

export interface ServiceRun {
  readonly process: Process | undefined
  readonly mayFail: boolean
  readonly end: Promise<ServiceEnd>
}

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin'

async function environmentOf(
  machine: Machine,
  file: UnitFile,
  mainPid: number | undefined,
): Promise<Map<string, string>> {
  const environment = new Map([
    ['PATH', path],
    ['LANG', 'C.UTF-8'],
  ])
  if (mainPid !== undefined) environment.set('MAINPID', String(mainPid))
  const set = (line: string): void => {
    const at = line.indexOf('=')
    if (at > 0) environment.set(line.slice(0, at).trim(), line.slice(at + 1))
  }
  for (const line of file.environment) set(line)
  for (const name of file.environmentFiles) {
    const text = await machine.vfs.readText(name.replace(/^-/, ''), rootCredentials).catch(() => '')
    for (const line of text.split('\n'))
      if (!/^\s*[#;]/.test(line))
        set(line.replace(/=(.*)$/, (_, value: string) => `=${words(value).join(' ')}`))
  }
  return environment
}

/** Starts one command of a unit as its user, its output going to the journal. */
export async function runService(
  machine: Machine,
  unit: string,
  file: UnitFile,
  line: string,
  how: {
    readonly mainPid?: number
    readonly pid?: number
    readonly resumed?: boolean
    readonly kept?: string
  } = {},
): Promise<ServiceRun> {
  await machine.users.refresh()
  const environment = await environmentOf(machine, file, how.mainPid)
  const { argv, mayFail } = commandOf(line, environment, unit)
  const failed = (step: 'EXEC' | 'USER' | 'CHDIR', code: number): ServiceRun => ({
    process: undefined,
    mayFail,
    end: Promise.resolve({ code, step }),
  })
  const user = machine.users.byName(file.user ?? 'root')
  if (!user) return failed('USER', 217)
  const directory = file.workingDirectory?.replace(/^-/, '').replace(/^~/, user.home) ?? '/'
  if (machine.vfs.peek(directory, rootCredentials)?.kind !== 'directory') {
    await machine.log(
      'systemd',
      `${unit}.service: Changing to the requested working directory failed: No such file or directory`,
      1,
    )
    return failed('CHDIR', 200)
  }
  const process = machine.processes.start(argv, machine.users.credentials(user), undefined, how.pid)
  process.unit = unit
  machine.vfs.makeDirectories('/run/systemd', rootCredentials)
  if (!how.resumed)
    await machine.vfs.appendFile(journalPids, `${process.pid} ${unit}\n`, rootCredentials)
  process.resumed = how.resumed ?? false
  if (how.kept !== undefined) process.kept = how.kept
  const identifier = argv[0]?.split('/').at(-1) ?? unit
  const output = outputFile(machine, file.standardOutput, identifier, process.pid)
  const errors =
    file.standardError === 'inherit'
      ? output.share()
      : outputFile(machine, file.standardError, identifier, process.pid)
  const files = new Map<number, OpenFile>([
    [0, new NullFile()],
    [1, output],
    [2, errors],
  ])
  const shell = await startShell(machine, {
    user,
    process,
    files,
    login: false,
    interactive: false,
    env: environment,
    cwd: directory,
  })
  for (const opened of files.values()) opened.release()
  const program = machine.findProgram(shell, argv[0] ?? '')
  if (program === undefined) {
    await machine.log(
      'systemd',
      `${unit}.service: Failed to locate executable ${argv[0] ?? ''}: No such file or directory`,
      1,
    )
    machine.processes.end(process, 203)
    shell.close()
    return failed('EXEC', 203)
  }
  shell.replaced = true
  const run = async (): Promise<ServiceEnd> => {
    let code: number
    try {
      code = await runWords(shell, [program, ...argv.slice(1)])
    } catch (error) {
      code = await statusOf(shell, error)
    }
    const { signal } = process
    machine.processes.end(process, code)
    shell.close()
    return signal.aborted && signal.reason instanceof Killed
      ? { code, signal: signal.reason.signal }
      : { code }
  }
  const end = run()
  machine.detach(end)
  return { process, mayFail, end }
}

function outputFile(machine: Machine, where: string, identifier: string, pid: number): OpenFile {
  const [kind, name = ''] = where.split(/:(.*)/s)
  if (kind === 'null') return new NullFile()
  if (kind === 'file' || kind === 'append' || kind === 'truncate')
    try {
      return machine.open(
        name,
        kind === 'truncate' ? 'write' : 'append',
        rootCredentials,
        new Map(),
      )
    } catch (error) {
      machine.detach(
        machine.log('systemd', `Failed to set up standard output: ${reasonOf(error)}`, 1),
      )
    }
  return new JournalFile(machine, identifier, pid)
}

/** `code=exited, status=1/FAILURE` */
export function endText(end: ServiceEnd): string {
  if (end.signal !== undefined)
    return `code=killed, status=${end.signal}/${signalName(end.signal) ?? ''}`
  const names: Readonly<Record<number, string>> = {
    0: 'SUCCESS',
    1: 'FAILURE',
    2: 'INVALIDARGUMENT',
    126: 'n/a',
    127: 'n/a',
  }
  return `code=exited, status=${end.code}/${end.step ?? names[end.code] ?? 'n/a'}`
}
