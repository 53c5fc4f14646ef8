import { atJobName, atJobs, atSpool, type AtJob } from '../cron/at-jobs.ts'
import { parseAtTime, parseTouchTime } from '../cron/at-time.ts'
import { atd } from '../cron/atd.ts'
import { strftime } from '../shell/printf.ts'
import { reasonOf } from '../vfs/errors.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'
import { readLine } from './passwords.ts'
import { timeZone } from './time-zone.ts'

const root = rootCredentials

function dateOf(call: Call, ms: number): string {
  const [east] = timeZone(call.vfs, undefined)
  return strftime('%a %b %e %H:%M:%S %Y', ms, east)
}

/** `at`: keeps commands for a time, with the directory, environment and umask of now. */
const at: Program = async (call) => {
  const { flags, operands } = options(call.args, 'ftqc')
  if (flags.has('l')) return atq(call)
  if (flags.has('d') || flags.has('r')) return remove(call, operands)
  if (flags.has('c')) return show(call, [flags.get('c') ?? '', ...operands])
  const now = await call.machine.outside.freshNow()
  const [east] = timeZone(call.vfs, undefined)
  const touch = flags.get('t')
  const typed = operands.join(' ')
  if (touch === undefined && typed === '')
    return call
      .err(
        'Usage: at [-V] [-q x] [-f file] [-u username] [-mMlbv] timespec ...\n       at -c job ...\n       at [-V] -l [-o timeformat] [job ...]\n       atq [-V] [-q x] [-o timeformat] [job ...]\n       at [ -rd ] job ...\n       atrm [-V] job ...\n       batch\n',
      )
      .then(() => 1)
  const atMs =
    touch === undefined ? parseAtTime(typed, now, east) : parseTouchTime(touch, now, east)
  if (atMs === undefined)
    return call
      .err(`syntax error. Last token seen: ${operands.at(-1) ?? ''}\nGarbled time\n`)
      .then(() => 1)
  if (atMs < now - 60_000)
    return call.err('at: refusing to create job destined in the past\n').then(() => 1)
  return keep(call, (flags.get('q') ?? 'a').charAt(0), atMs, flags.get('f'))
}

const batch: Program = async (call) => {
  const now = await call.machine.outside.freshNow()
  return keep(call, 'b', now, options(call.args, 'f').flags.get('f'))
}

async function keep(
  call: Call,
  queue: string,
  atMs: number,
  file: string | undefined,
): Promise<number> {
  const { machine, vfs } = call
  await call.err('warning: commands will be executed using /bin/sh\n')
  let commands: string
  try {
    commands =
      file === undefined
        ? await typedCommands(call)
        : await vfs.readText(call.absolute(file), call.cred)
  } catch (error) {
    return call.err(`Cannot open input file ${file}: ${reasonOf(error)}\n`).then(() => 1)
  }
  const spool = atSpool(machine)
  vfs.makeDirectories(spool, root, 0o700)
  const sequence = `${spool}/.SEQ`
  const kept = await vfs.readText(sequence, root).catch(() => '0')
  const number = Number.parseInt(kept, 16) + 1
  vfs.writeFile(sequence, `${number.toString(16).padStart(5, '0')}\n`, root, 0o600)
  const uid = call.process.realUid
  const user = machine.users.userName(uid)
  const path = `${spool}/${atJobName(queue, number, atMs)}`
  vfs.writeFile(path, scriptOf(call, user, commands), root, 0o700)
  vfs.chown(path, uid, call.cred.gid, root)
  await call.err(`job ${number} at ${dateOf(call, Math.floor(atMs / 60_000) * 60_000)}\n`)
  if (!machine.units.running('atd'))
    await call.err("Can't open /run/atd.pid to signal atd. No atd running?\n")
  return 0
}

/** From the terminal with a prompt, until Ctrl-D. */
async function typedCommands(call: Call): Promise<string> {
  if (!call.files.get(0)?.tty) return (await call.readAll()).toString()
  let text = ''
  for (;;) {
    await call.out('at> ')
    const line = await readLine(call)
    if (line === undefined) break
    text += `${line}\n`
  }
  await call.out('<EOT>\n')
  return text
}

function scriptOf(call: Call, user: string, commands: string): string {
  const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`
  const variables = [...call.env]
    .filter(([name]) => !/^(?:TERM|DISPLAY|_|SHELLOPTS|SHLVL|OLDPWD|PWD)$/.test(name))
    .map(([name, value]) => `${name}=${quote(value)}; export ${name}\n`)
  return `#!/bin/sh\n# atrun uid=${call.process.realUid} gid=${call.cred.gid}\n# mail ${user} 0\numask ${call.umask.toString(8)}\n${variables.join('')}cd ${quote(call.cwd)} || {\n\t echo 'Execution directory inaccessible' >&2\n\t exit 1\n}\n${commands}`
}

/** The caller's jobs, and for root everybody's. */
function ownJobs(call: Call): AtJob[] {
  const uid = call.process.realUid
  return atJobs(call.machine).filter((job) => uid === 0 || job.uid === uid)
}

const atq: Program = async (call) => {
  await call.machine.users.refresh()
  for (const job of ownJobs(call))
    await call.out(
      `${job.number}\t${dateOf(call, job.atMs)} ${job.queue} ${call.machine.users.userName(job.uid)}\n`,
    )
  return 0
}

async function remove(call: Call, numbers: readonly string[]): Promise<number> {
  let status = 0
  for (const number of numbers) {
    const job = atJobs(call.machine).find((one) => one.number === Number(number))
    if (job && ownJobs(call).some((one) => one.path === job.path))
      call.vfs.remove(job.path, root, 'file')
    else {
      await call.err(job ? `${number}: Not owner\n` : `Cannot find jobid ${number}\n`)
      status = 1
    }
  }
  return status
}

async function show(call: Call, numbers: readonly string[]): Promise<number> {
  for (const number of numbers) {
    const job = ownJobs(call).find((one) => one.number === Number(number))
    if (!job) return call.err(`Cannot find jobid ${number}\n`).then(() => 1)
    await call.out(await call.vfs.readText(job.path, root))
  }
  return 0
}

export const atPrograms = {
  at,
  atq,
  atrm: (call: Call) => remove(call, call.args),
  batch,
  atd,
} satisfies Readonly<Record<string, Program>>
