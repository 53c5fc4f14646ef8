import { removeTree } from '../cloud-init/first-boot.ts'
import { passwordState, setPasswordHash } from '../system/passwords.ts'
import { addUser } from '../tty/terminal-session.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'

const root = rootCredentials
const dayMs = 86_400_000

/** Changes lines of `/etc/passwd` and its like; a line that becomes undefined goes. */
async function editRows(
  call: Call,
  path: string,
  change: (fields: string[]) => string[] | undefined,
): Promise<void> {
  const text = await call.vfs.readText(path, root).catch(() => '')
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => change(line.split(':'))?.join(':') ?? [])
  call.vfs.writeFile(path, `${lines.join('\n')}\n`, root)
  await call.machine.users.refresh()
}

const isName = (name: string): boolean => /^[a-z_][\w.-]{0,31}\$?$/i.test(name)

/** Only root changes accounts. */
async function refused(call: Call): Promise<boolean> {
  await call.machine.users.refresh()
  if (call.cred.uid === 0) return false
  await call.err(
    call.machine.facts.family === 'debian' && call.name.startsWith('add')
      ? `fatal: Only root may add a user or group to the system.\n`
      : `${call.name}: Permission denied.\n${call.name}: cannot lock /etc/passwd; try again later.\n`,
  )
  return true
}

const useradd: Program = async (call) => {
  if (await refused(call)) return 1
  const { machine } = call
  const long = ['home-dir', 'home', 'shell', 'groups', 'comment', 'gecos', 'ingroup', 'uid', 'gid']
  const { flags, operands } = options(call.args, 'dsGcgukep', [...long, 'password', 'expiredate'])
  const pick = (letter: string, ...names: string[]): string | undefined =>
    flags.get(letter) ?? names.map((name) => flags.get(name)).find((value) => value !== undefined)
  const debian = call.name === 'adduser' && machine.facts.family === 'debian'
  const [name, into] = operands
  // Debian's `adduser user group`.
  if (debian && into !== undefined && name !== undefined) {
    if (!machine.users.byName(name)) return call.fail(`The user \`${name}' does not exist.`)
    if (!machine.users.group(into)) return call.fail(`The group \`${into}' does not exist.`)
    await call.out(`Adding user \`${name}' to group \`${into}' ...\n`)
    await machine.users.join(name, into)
    await call.out('Done.\n')
    return 0
  }
  if (name === undefined) return call.err(`Usage: ${call.name} [options] LOGIN\n`).then(() => 2)
  if (!isName(name)) return call.fail(`invalid user name '${name}'`, 3)
  if (machine.users.byName(name)) return call.fail(`user '${name}' already exists`, 9)
  const groups = (pick('G', 'groups') ?? '').split(',').filter(Boolean)
  for (const group of groups)
    if (!machine.users.group(group)) return call.fail(`group '${group}' does not exist`, 6)
  const uid = pick('u', 'uid')
  if (uid !== undefined && machine.users.byUid(Number(uid)) && !flags.has('o'))
    return call.fail(`UID ${uid} is not unique`, 4)
  const primary = pick('g', 'gid', 'ingroup')
  const group = primary === undefined ? undefined : findGroup(call, primary)
  if (primary !== undefined && !group) return call.fail(`group '${primary}' does not exist`, 6)
  const system = flags.has('r') || flags.has('system')
  const add = {
    system,
    groups,
    ...(pick('d', 'home-dir', 'home') ? { home: pick('d', 'home-dir', 'home') ?? '/' } : {}),
    shell: pick('s', 'shell') ?? defaultShell(call, system),
    comment: pick('c', 'comment', 'gecos') ?? '',
  }
  const byDefault = machine.facts.family !== 'debian' && !system && !flags.has('M')
  const wantsHome = debian || flags.has('m') || flags.has('create-home') || byDefault
  if (wantsHome) await addUser(machine, name, add)
  else await machine.users.add(name, add)
  if (uid !== undefined || group)
    await editRows(call, '/etc/passwd', (row) =>
      row[0] === name
        ? [name, 'x', uid ?? row[2] ?? '', String(group?.gid ?? row[3]), ...row.slice(4)]
        : row,
    )
  const made = machine.users.byName(name)
  if (wantsHome && made && uid !== undefined) chownTree(call, made.home, made.uid, made.gid)
  await setPasswordHash(machine, name, pick('p', 'password') ?? '!')
  if (debian) {
    const id = made?.uid ?? 0
    await call.out(
      `Adding user \`${name}' ...\nAdding new group \`${name}' (${id}) ...\nAdding new user \`${name}' (${id}) with group \`${name} (${id})' ...\nCreating home directory \`/home/${name}' ...\nCopying files from \`/etc/skel' ...\n`,
    )
    if (!flags.has('disabled-password') && call.files.get(0)?.tty) return call.run(['passwd', name])
  }
  return 0
}

function defaultShell(call: Call, system: boolean): string {
  if (call.machine.facts.family !== 'debian') return '/bin/bash'
  // `useradd` of Debian gives the plain shell, `adduser` the comfortable one.
  return call.name === 'adduser' && !system ? '/bin/bash' : '/bin/sh'
}

function findGroup(call: Call, typed: string) {
  const { users } = call.machine
  return users.group(typed) ?? (/^\d+$/.test(typed) ? users.groupByGid(Number(typed)) : undefined)
}

function chownTree(call: Call, path: string, uid: number, gid: number): void {
  const inode = call.vfs.peek(path, root, false)
  if (!inode) return
  call.vfs.chown(path, uid, gid, root, false)
  if (inode.kind === 'directory')
    for (const [name] of call.vfs.list(path, root)) chownTree(call, `${path}/${name}`, uid, gid)
}

const userdel: Program = async (call) => {
  if (await refused(call)) return 1
  const { flags, operands } = options(call.args)
  const [name = ''] = operands
  const { machine } = call
  const user = machine.users.byName(name)
  if (!user) return call.fail(`user '${name}' does not exist`, 6)
  const used = machine.processes.living.find((process) => process.cred.uid === user.uid)
  if (used && !flags.has('f'))
    return call.fail(`user ${name} is currently used by process ${used.pid}`, 8)
  await machine.users.remove(name)
  await editRows(call, '/etc/shadow', (row) => (row[0] === name ? undefined : row))
  await editRows(call, '/etc/group', ([group = '', x = '', gid = '', members = '']) => [
    group,
    x,
    gid,
    members
      .split(',')
      .filter((member) => member !== '' && member !== name)
      .join(','),
  ])
  const home = flags.has('r') || flags.has('remove') || flags.has('remove-home')
  if (home && call.vfs.peek(user.home, root)) removeTree(machine, user.home)
  if (call.name === 'deluser') await call.out(`Removing user \`${name}' ...\nDone.\n`)
  return 0
}

const usermod: Program = async (call) => {
  if (await refused(call)) return 1
  const long = [
    'groups',
    'shell',
    'home',
    'comment',
    'login',
    'uid',
    'gid',
    'expiredate',
    'password',
  ]
  const { flags, operands } = options(call.args, 'Gdsclugep', long)
  const pick = (letter: string, name: string): string | undefined =>
    flags.get(letter) ?? flags.get(name)
  const { machine } = call
  const [name] = operands
  if (name === undefined) return call.err('Usage: usermod [options] LOGIN\n').then(() => 2)
  const user = machine.users.byName(name)
  if (!user) return call.fail(`user '${name}' does not exist`, 6)
  const groups = pick('G', 'groups')?.split(',').filter(Boolean)
  for (const group of groups ?? [])
    if (!machine.users.group(group)) return call.fail(`group '${group}' does not exist`, 6)
  const primary = pick('g', 'gid')
  const group = primary === undefined ? undefined : findGroup(call, primary)
  if (primary !== undefined && !group) return call.fail(`group '${primary}' does not exist`, 6)
  if (groups) {
    const append = flags.has('a') || flags.has('append')
    await editRows(call, '/etc/group', ([own = '', x = '', gid = '', text = '']) => {
      const members = text.split(',').filter(Boolean)
      const others = members.filter((member) => member !== name)
      const isIn = groups.includes(own) || (append && members.includes(name))
      return [own, x, gid, (isIn ? [...others, name] : others).join(',')]
    })
  }
  const login = pick('l', 'login') ?? name
  const home = pick('d', 'home') ?? user.home
  await editRows(call, '/etc/passwd', (row) =>
    row[0] === name
      ? [
          login,
          'x',
          pick('u', 'uid') ?? String(user.uid),
          String(group?.gid ?? user.gid),
          pick('c', 'comment') ?? user.comment,
          home,
          pick('s', 'shell') ?? user.shell,
        ]
      : row,
  )
  if (login !== name)
    for (const path of ['/etc/shadow', '/etc/group'])
      await editRows(call, path, (row) =>
        row.map((field, at) =>
          at === 0 && path === '/etc/shadow'
            ? field.replace(new RegExp(`^${name}$`), login)
            : at === 3 && path === '/etc/group'
              ? field
                  .split(',')
                  .map((one) => (one === name ? login : one))
                  .join(',')
              : field,
        ),
      )
  const moves = flags.has('m') || flags.has('move-home')
  if (moves && home !== user.home && call.vfs.peek(user.home, root))
    call.vfs.rename(user.home, home, root)
  const hash = pick('p', 'password')
  if (hash !== undefined) await setPasswordHash(machine, login, hash)
  if (flags.has('L') || flags.has('U')) await lock(call, login, flags.has('L'))
  return 0
}

/** An exclamation mark before the hash locks it. */
async function lock(call: Call, name: string, locked: boolean): Promise<void> {
  await editRows(call, '/etc/shadow', (row) =>
    row[0] === name
      ? [name, `${locked ? '!' : ''}${(row[1] ?? '').replace(/^!+/, '')}`, ...row.slice(2)]
      : row,
  )
}

const groupadd: Program = async (call) => {
  if (await refused(call)) return 1
  const { flags, operands } = options(call.args, 'gK', ['gid'])
  const { users } = call.machine
  const [name] = operands
  if (name === undefined) return call.err('Usage: groupadd [options] GROUP\n').then(() => 2)
  if (!isName(name)) return call.fail(`'${name}' is not a valid group name`, 3)
  if (users.group(name)) return flags.has('f') ? 0 : call.fail(`group '${name}' already exists`, 9)
  const gid = flags.get('g') ?? flags.get('gid')
  if (gid !== undefined && users.groupByGid(Number(gid)))
    return call.fail(`GID '${gid}' already exists`, 4)
  await users.addGroup(name, flags.has('r') || flags.has('system'))
  if (gid !== undefined)
    await editRows(call, '/etc/group', (row) => (row[0] === name ? [name, 'x', gid, ''] : row))
  if (call.name === 'addgroup')
    await call.out(`Adding group \`${name}' (GID ${users.group(name)?.gid}) ...\nDone.\n`)
  return 0
}

const groupdel: Program = async (call) => {
  if (await refused(call)) return 1
  const name = options(call.args).operands[0] ?? ''
  const group = call.machine.users.group(name)
  if (!group) return call.fail(`group '${name}' does not exist`, 6)
  let owner: string | undefined
  await editRows(call, '/etc/passwd', (row) => {
    if (row[3] === String(group.gid)) owner = row[0]
    return row
  })
  if (owner !== undefined) return call.fail(`cannot remove the primary group of user '${owner}'`, 8)
  await editRows(call, '/etc/group', (row) => (row[0] === name ? undefined : row))
  return 0
}

const groupmod: Program = async (call) => {
  if (await refused(call)) return 1
  const { flags, operands } = options(call.args, 'gn', ['new-name', 'gid'])
  const [name = ''] = operands
  if (!call.machine.users.group(name)) return call.fail(`group '${name}' does not exist`, 6)
  await editRows(call, '/etc/group', (row) =>
    row[0] === name
      ? [
          flags.get('n') ?? flags.get('new-name') ?? name,
          'x',
          flags.get('g') ?? flags.get('gid') ?? row[2] ?? '',
          row[3] ?? '',
        ]
      : row,
  )
  return 0
}

const gpasswd: Program = async (call) => {
  const { flags, operands } = options(call.args, 'adMA')
  const { users } = call.machine
  await users.refresh()
  const [name = ''] = operands
  if (call.cred.uid !== 0) return call.fail('Permission denied.')
  if (!users.group(name)) return call.fail(`group '${name}' does not exist in /etc/group`, 3)
  const added = flags.get('a')
  const removed = flags.get('d')
  const user = added ?? removed
  if (user === undefined && !flags.has('M'))
    return call.fail('passwords of groups are not available in a simulated guest')
  if (user !== undefined && !users.byName(user))
    return call.fail(`user '${user}' does not exist`, 3)
  if (removed !== undefined && !users.group(name)?.members.includes(removed))
    return call.fail(`user '${removed}' is not a member of '${name}'`, 3)
  await editRows(call, '/etc/group', (row) => {
    if (row[0] !== name) return row
    const members = (row[3] ?? '').split(',').filter((one) => one !== '' && one !== user)
    const next = flags.get('M')?.split(',') ?? (added === undefined ? members : [...members, added])
    return [name, 'x', row[2] ?? '', next.join(',')]
  })
  if (user !== undefined)
    await call.out(
      `${added === undefined ? 'Removing' : 'Adding'} user ${user} ${added === undefined ? 'from' : 'to'} group ${name}\n`,
    )
  return 0
}

const date = (day: string | undefined): string =>
  day === undefined || day === '' || day === '-1'
    ? 'never'
    : new Date(Number(day) * dayMs).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+).*/, '$2 $1, $3')

/** `chage`: how long passwords and accounts last. */
const chage: Program = async (call) => {
  const long = ['lastday', 'expiredate', 'mindays', 'maxdays', 'warndays', 'inactive']
  const { flags, operands } = options(call.args, 'dEmMWI', long)
  await call.machine.users.refresh()
  const name = operands[0] ?? ''
  const own = call.machine.users.byUid(call.process.realUid)?.name
  if (!call.machine.users.byName(name))
    return call.fail(`user '${name}' does not exist in /etc/passwd`)
  const lists = flags.has('l') || flags.has('list')
  if (call.cred.uid !== 0 && !(lists && name === own)) return call.fail('Permission denied.')
  if (lists) {
    const text = await call.vfs.readText('/etc/shadow', root).catch(() => '')
    const row =
      text
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? []
    const [, , last, least = '0', most = '99999', warn = '7', idle, ends] = row
    const never = Number(most) >= 99_999
    await call.out(
      `Last password change\t\t\t\t\t: ${date(last)}\nPassword expires\t\t\t\t\t: ${never ? 'never' : date(String(Number(last) + Number(most)))}\nPassword inactive\t\t\t\t\t: ${idle ? date(String(Number(last) + Number(most) + Number(idle))) : 'never'}\nAccount expires\t\t\t\t\t\t: ${date(ends)}\nMinimum number of days between password change\t\t: ${least}\nMaximum number of days between password change\t\t: ${most}\nNumber of days of warning before password expires\t: ${warn}\n`,
    )
    return 0
  }
  const day = (text: string): string =>
    /^\d{4}-\d\d-\d\d$/.test(text) ? String(Math.floor(Date.parse(text) / dayMs)) : text
  if ((await passwordState(call.machine, name)) === 'locked') await lock(call, name, true)
  const places = ['d', 'm', 'M', 'W', 'I', 'E']
  const names = ['lastday', 'mindays', 'maxdays', 'warndays', 'inactive', 'expiredate']
  await editRows(call, '/etc/shadow', (row) => {
    if (row[0] !== name) return row
    const next = [...row]
    while (next.length < 9) next.push('')
    for (const [at, letter] of places.entries()) {
      const value = flags.get(letter) ?? flags.get(names[at] ?? '')
      if (value !== undefined) next[at + 2] = value === '-1' ? '' : day(value)
    }
    return next
  })
  return 0
}

export const accountPrograms = {
  useradd,
  adduser: useradd,
  userdel,
  deluser: userdel,
  usermod,
  groupadd,
  addgroup: groupadd,
  groupdel,
  delgroup: groupdel,
  groupmod,
  gpasswd,
  chage,
} satisfies Readonly<Record<string, Program>>
