import { signalName, signalNumbers } from '../../system/process.ts'
import { unlessAborted } from '../../system/gate.ts'
import { ShellError } from '../control-flow.ts'
import type { Job } from '../jobs.ts'
import type { Shell } from '../shell.ts'

function find(shell: Shell, name: string | undefined): Job {
  const job =
    name === undefined || name === '%%' || name === '%+' || name === '%'
      ? shell.jobs.findLast((candidate) => candidate.state === 'running')
      : shell.jobs.find(
          (candidate) =>
            `%${candidate.number}` === name ||
            String(candidate.pid) === name ||
            (name.startsWith('%') && candidate.command.startsWith(name.slice(1))),
        )
  if (!job) throw new ShellError(`${name ?? 'current'}: no such job`)
  return job
}

function line(job: Job, current: boolean): string {
  const state =
    job.state === 'running'
      ? 'Running'
      : job.status === 0
        ? 'Done'
        : job.status > 128
          ? 'Terminated'
          : `Exit ${job.status}`
  return `[${job.number}]${current ? '+' : '-'}  ${state.padEnd(24)}${job.command}${job.state === 'running' ? ' &' : ''}\n`
}

/** Tells of jobs that ended since the last prompt. */
export async function tellEndedJobs(shell: Shell): Promise<void> {
  for (const job of shell.jobs)
    if (job.state === 'done' && !job.told) {
      job.told = true
      await shell.write(2, line(job, job === shell.jobs.at(-1)))
    }
  shell.jobs = shell.jobs.filter((job) => !job.told)
}

async function wait(shell: Shell, args: string[]): Promise<number> {
  const names = args.filter((arg) => arg !== '-n' && arg !== '-f')
  const jobs =
    names.length > 0
      ? names.map((name) =>
          shell.jobs.find((job) => String(job.pid) === name || `%${job.number}` === name),
        )
      : shell.jobs
  let status = 0
  for (const job of jobs) {
    if (!job) {
      status = 127
      continue
    }
    status = await unlessAborted(job.done, shell.signal)
    job.told = true
  }
  shell.jobs = shell.jobs.filter((job) => !job.told)
  return names.length > 0 ? status : 0
}

async function kill(shell: Shell, args: string[]): Promise<number> {
  let signal = 15
  if (args[0] === '-l') {
    const rows = Object.entries(signalNumbers).map(
      ([name, number]) => `${String(number).padStart(2)}) SIG${name}`,
    )
    const typed = args[1]?.toUpperCase().replace(/^SIG/, '')
    const answer =
      typed === undefined
        ? rows.join('\n')
        : (signalNumbers[typed] ?? signalName(Number(typed) & 127) ?? typed)
    await shell.write(1, `${answer}\n`)
    return 0
  }
  const option = /^-(?:s|n)?(.*)$/.exec(args[0] ?? '')
  if (option && args.length > 1) {
    args.shift()
    const typed = (option[1] === '' ? (args.shift() ?? '') : (option[1] ?? ''))
      .toUpperCase()
      .replace(/^SIG/, '')
    const number = /^\d+$/.test(typed) ? Number(typed) : signalNumbers[typed]
    if (number === undefined) throw new ShellError(`${typed}: invalid signal specification`)
    signal = number
  }
  if (args.length === 0)
    throw new ShellError(
      'usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]',
    )
  let status = 0
  for (const target of args) {
    const pid = target.startsWith('%') ? find(shell, target).pid : Number(target)
    // A job is a process group: all of it hears the signal.
    const problem = Number.isInteger(pid)
      ? shell.machine.processes.kill(target.startsWith('%') ? -pid : pid, signal, shell.cred)
      : 'arguments must be process or job IDs'
    if (problem === undefined) continue
    await shell.complain(
      `kill: ${target.startsWith('%') ? target : problem.startsWith('arg') ? target : `(${pid}) -`} ${problem}`
        .replace('(NaN) - ', '')
        .replace(/: \((\d+)\) -/, ': ($1) -'),
    )
    status = 1
  }
  return status
}

async function foreground(shell: Shell, [name]: string[]): Promise<number> {
  const job = find(shell, name)
  await shell.write(1, `${job.command}\n`)
  shell.machine.processes.setBackground(job.pid, false)
  const status = await unlessAborted(job.done, shell.signal)
  shell.jobs = shell.jobs.filter((other) => other !== job)
  return status
}

export const jobBuiltins = {
  jobs: async (shell: Shell, args: string[]): Promise<number> => {
    const shown = [...shell.inheritedJobs, ...shell.jobs]
    for (const job of shown) {
      await shell.write(1, args[0] === '-p' ? `${job.pid}\n` : line(job, job === shown.at(-1)))
      if (job.state === 'done') job.told = true
    }
    shell.jobs = shell.jobs.filter((job) => !job.told)
    return 0
  },
  wait,
  kill,
  fg: foreground,
  bg: async (shell: Shell, [name]: string[]): Promise<number> => {
    find(shell, name)
    throw new ShellError('job already in background')
  },
  disown: async (shell: Shell, args: string[]): Promise<number> => {
    const job = find(
      shell,
      args.find((arg) => !arg.startsWith('-')),
    )
    shell.machine.processes.byPid(job.pid)?.ignored.add(1)
    if (!args.includes('-h')) shell.jobs = shell.jobs.filter((other) => other !== job)
    return 0
  },
}
