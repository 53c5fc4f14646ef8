import { timeZone } from '../commands/time-zone.ts'
import type { Call, Program } from '../commands/call.ts'
import { BytesFile, CollectingFile, type OpenFile } from '../system/open-file.ts'
import { runCommandAs } from '../system/run-command.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { nextTime, parseCrontab, type CronJob } from './crontab.ts'
import { sleepUntilOr } from './sleep-until-or.ts'

/** Where users' own crontabs are. */
export function spoolOf(machine: Machine): string {
  return machine.facts.family === 'debian' ? '/var/spool/cron/crontabs' : '/var/spool/cron'
}

const rebootMark = '/run/crond.reboot'
const lastMark = '/run/crond.last'
/** What was due longer ago than this when the guest woke is not made up for. */
const latenessMs = 180_000
const maxOutput = 64 * 1024

/** cron: runs what crontabs name when it is due. Between two jobs the guest may sleep; the next one wakes it. */
export const crond: Program = async (call) => {
  const { machine, process } = call
  const { vfs, outside } = machine
  if (call.cred.uid !== 0)
    return call.fail("can't open or create /var/run/crond.pid: Permission denied")
  process.tellReady()
  if (!vfs.peek(rebootMark, rootCredentials)) {
    vfs.writeFile(rebootMark, '', rootCredentials)
    for (const job of await allJobs(machine)) if (job.when === 'reboot') start(call, job)
  }
  const now = await outside.freshNow()
  const kept = Number(await vfs.readText(lastMark, rootCredentials).catch(() => ''))
  let lastMs = kept === 0 ? now : Math.max(kept, now - latenessMs)
  if (kept === 0) vfs.writeFile(lastMark, String(now), rootCredentials)
  for (;;) {
    const jobs = await allJobs(machine)
    const [east] = timeZone(vfs, undefined)
    const times = jobs.map((job) =>
      job.when === 'reboot' ? undefined : nextTime(job.when, lastMs, east),
    )
    const next = times.reduce<number | undefined>(
      (first, at) => (at !== undefined && (first === undefined || at < first) ? at : first),
      undefined,
    )
    machine.wakeAt('crond', next)
    // What is due is done at once: while this only waits, the guest may be parked.
    if (next === undefined || (await outside.freshNow()) < next) {
      process.dormant = true
      await sleepUntilOr(call, next, machine.crontabsChanged)
      process.dormant = false
      continue
    }
    lastMs = next
    vfs.writeFile(lastMark, String(lastMs), rootCredentials)
    for (const [index, job] of jobs.entries()) if (times[index] === next) start(call, job)
  }
}

async function allJobs(machine: Machine): Promise<CronJob[]> {
  const { vfs } = machine
  const jobs: CronJob[] = []
  const read = async (path: string, owner: string | undefined): Promise<void> => {
    const text = await vfs.readText(path, rootCredentials).catch(() => '')
    // A line that cannot be read spoils its file, as in life.
    try {
      jobs.push(...parseCrontab(text, owner))
    } catch {
      await machine.log(
        daemonName(machine),
        `(${owner ?? 'root'}) ERROR (Syntax error, this crontab file will be ignored: ${path})`,
      )
    }
  }
  await read('/etc/crontab', undefined)
  for (const directory of ['/etc/cron.d', spoolOf(machine)])
    if (vfs.peek(directory, rootCredentials)?.kind === 'directory')
      for (const [name, inode] of vfs.list(directory, rootCredentials))
        if (inode.kind === 'file' && !/^\.|~$/.test(name))
          await read(`${directory}/${name}`, directory === '/etc/cron.d' ? undefined : name)
  return jobs
}

function daemonName(machine: Machine): string {
  return machine.facts.family === 'debian' ? 'CRON' : 'CROND'
}

function start(call: Call, job: CronJob): void {
  call.machine.detach(run(call, job))
}

async function run(call: Call, job: CronJob): Promise<void> {
  const { machine } = call
  await machine.users.refresh()
  const user = machine.users.byName(job.user)
  const name = daemonName(machine)
  if (!user) {
    await machine.log(name, `(${job.user}) ERROR (getpwnam() failed)`)
    return
  }
  const [command = '', ...input] = job.command
    .split(/(?<!\\)%/)
    .map((part) => part.replaceAll('\\%', '%'))
  const shell = job.env.get('SHELL') ?? '/bin/sh'
  const process = machine.processes.start([shell, '-c', command], machine.users.credentials(user))
  process.background = true
  await machine.log(name, `(${user.name}) CMD (${job.command})`, process.pid)
  const output = new CollectingFile(maxOutput)
  const files = new Map<number, OpenFile>([
    [0, new BytesFile(Buffer.from(input.length === 0 ? '' : `${input.join('\n')}\n`))],
    [1, output],
    [2, output.share()],
  ])
  const env = new Map([
    ['PATH', '/usr/bin:/bin'],
    ['SHELL', shell],
    ['LOGNAME', user.name],
    ...job.env,
  ])
  await runCommandAs(machine, [shell, '-c', command], { user, process, files, env }).catch(() => 1)
  const lines = output.bytes().toString().split('\n').filter(Boolean)
  if (lines.length === 0) return
  if (machine.facts.family === 'debian')
    await machine.log(name, '(CRON) info (No MTA installed, discarding output)', process.pid)
  else
    for (const line of lines)
      await machine.log(name, `(${user.name}) CMDOUT (${line})`, process.pid)
}
