import { CrontabError, parseCrontab } from '../cron/crontab.ts'
import { crond, spoolOf } from '../cron/crond.ts'
import { reasonOf } from '../vfs/errors.ts'
import { rootCredentials, type Credentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'

const root = rootCredentials

async function install(call: Call, user: string, text: string, name: string): Promise<number> {
  try {
    parseCrontab(text, user)
  } catch (error) {
    if (!(error instanceof CrontabError)) throw error
    await call.err(
      `"${name}":${error.line}: ${error.message}\nerrors in crontab file, can't install.\n`,
    )
    return 1
  }
  const spool = spoolOf(call.machine)
  call.vfs.makeDirectories(spool, root)
  const path = `${spool}/${user}`
  call.vfs.writeFile(path, text, root, 0o600)
  call.vfs.chown(path, call.machine.users.byName(user)?.uid, undefined, root)
  return 0
}

/** The caller's own rights: the program itself runs as root. */
function realCredentials(call: Call): Credentials {
  return { ...call.cred, uid: call.process.realUid }
}

/** `crontab`: `-l`, `-e`, `-r`, `-u user`, a file or `-`. */
const crontab: Program = async (call) => {
  const { flags, operands } = options(call.args, 'u')
  const { machine, vfs } = call
  await machine.users.refresh()
  // The program itself is root's; the caller is who is asked for.
  const own = machine.users.byUid(call.process.realUid)?.name ?? ''
  const user = flags.get('u') ?? own
  if (user !== own && call.process.realUid !== 0)
    return call.err('must be privileged to use -u\n').then(() => 1)
  if (!machine.users.byName(user))
    return call.err(`crontab:  user \`${user}' unknown\n`).then(() => 1)
  const path = `${spoolOf(machine)}/${user}`
  const before = await vfs.readText(path, root).catch(() => undefined)
  if (flags.has('l')) {
    if (before === undefined) return call.err(`no crontab for ${user}\n`).then(() => 1)
    await call.out(before)
    return 0
  }
  if (flags.has('r')) {
    if (before === undefined) return call.err(`no crontab for ${user}\n`).then(() => 1)
    vfs.remove(path, root, 'file')
    return 0
  }
  if (flags.has('e')) return edit(call, user, before)
  const [name = '-'] = operands
  try {
    const text =
      name === '-'
        ? (await call.readAll()).toString()
        : await vfs.readText(call.absolute(name), realCredentials(call))
    return await install(call, user, text, name)
  } catch (error) {
    return call.err(`${name}: ${reasonOf(error)}\n`).then(() => 1)
  }
}

async function edit(call: Call, user: string, before: string | undefined): Promise<number> {
  const { vfs } = call
  if (before === undefined) await call.err(`no crontab for ${user} - using an empty one\n`)
  const path = `/tmp/crontab.${Buffer.from(call.machine.randomBytes(3)).toString('hex')}`
  vfs.writeFile(path, before ?? '', root, 0o600)
  vfs.chown(path, call.process.realUid, undefined, root)
  const editor = call.env.get('VISUAL') ?? call.env.get('EDITOR') ?? 'vi'
  try {
    await call.run([...editor.split(' '), path], { cred: realCredentials(call) })
    const text = await vfs.readText(path, root)
    if (text === (before ?? '')) {
      await call.err('crontab: no changes made to crontab\n')
      return 0
    }
    const status = await install(call, user, text, path)
    if (status === 0) await call.err('crontab: installing new crontab\n')
    return status
  } finally {
    if (vfs.peek(path, root)) vfs.remove(path, root, 'file')
  }
}

export const cronPrograms = { crontab, crond } satisfies Readonly<Record<string, Program>>
