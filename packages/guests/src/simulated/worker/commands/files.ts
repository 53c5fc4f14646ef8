import { posix } from 'node:path'
import { FsError } from '../vfs/errors.ts'
import { allowed, type Inode } from '../vfs/inode.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'

function base(path: string): string {
  return path.replace(/\/+$/, '').split('/').at(-1) || '/'
}

/** Where something goes that is put at `target`: into it, if that is a directory. */
function destination(call: Call, source: string, target: string): string {
  const into = call.vfs.peek(call.absolute(target), call.cred)?.kind === 'directory'
  return into ? `${target.replace(/\/+$/, '')}/${base(source)}` : target
}

const mkdir: Program = async (call) => {
  const { flags, operands } = options(call.args, 'm', ['mode'])
  if (operands.length === 0)
    return call.fail("missing operand\nTry 'mkdir --help' for more information.")
  const mode = flags.has('m') ? Number.parseInt(flags.get('m') ?? '755', 8) : 0o777 & ~call.umask
  let status = 0
  for (const name of operands) {
    try {
      if (flags.has('p') || flags.has('parents'))
        call.vfs.makeDirectories(call.absolute(name), call.cred, mode)
      else
        call.vfs.create(call.absolute(name).replace(/(.)\/+$/, '$1'), 'directory', mode, call.cred)
      if (flags.has('v')) await call.out(`mkdir: created directory '${name}'\n`)
    } catch (error) {
      status = await call.failAt(`cannot create directory ‘${name}’`, error)
    }
  }
  return status
}

const rmdir: Program = async (call) => {
  let status = 0
  for (const name of options(call.args).operands) {
    try {
      call.vfs.remove(call.absolute(name), call.cred, 'directory')
    } catch (error) {
      status = await call.failAt(`failed to remove '${name}'`, error)
    }
  }
  return status
}

const rm: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const force = flags.has('f') || flags.has('force')
  const recursive = flags.has('r') || flags.has('R') || flags.has('recursive')
  if (operands.length === 0)
    return force ? 0 : call.fail("missing operand\nTry 'rm --help' for more information.")
  let status = 0
  const remove = async (name: string, inode: Inode): Promise<void> => {
    await call.breathe()
    call.signal.throwIfAborted()
    if (inode.kind === 'directory')
      for (const [child, below] of call.vfs.list(call.absolute(name), call.cred))
        await remove(`${name.replace(/\/$/, '')}/${child}`, below)
    try {
      call.vfs.remove(
        call.absolute(name),
        call.cred,
        inode.kind === 'directory' ? 'directory' : 'file',
      )
      if (flags.has('v'))
        await call.out(`removed ${inode.kind === 'directory' ? 'directory ' : ''}'${name}'\n`)
    } catch (error) {
      status = await call.failAt(`cannot remove '${name}'`, error)
    }
  }
  for (const name of operands) {
    if (
      recursive &&
      call.absolute(name).replaceAll(/\/+/g, '/') === '/' &&
      !flags.has('no-preserve-root')
    ) {
      status = await call.fail(
        "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe",
      )
      continue
    }
    try {
      const inode = call.vfs.find(call.absolute(name), call.cred, false)
      if (inode.kind === 'directory' && !recursive) throw new FsError('EISDIR', name)
      await remove(name, inode)
    } catch (error) {
      if (force && error instanceof FsError && error.code === 'ENOENT') continue
      status = await call.failAt(`cannot remove '${name}'`, error)
    }
  }
  return status
}

const touch: Program = async (call) => {
  const { flags, operands } = options(call.args, 'dtr', ['date', 'reference'])
  const now = await call.machine.outside.freshNow()
  const given = flags.get('d') ?? flags.get('date')
  const at =
    given === undefined
      ? now
      : Date.parse(
          /[zZ]|[-+]\d\d:?\d\d$/.test(given)
            ? given
            : `${given.replace(' ', 'T')}${given.length > 10 ? 'Z' : ''}`,
        )
  if (Number.isNaN(at)) return call.fail(`invalid date format ‘${given}’`)
  let status = 0
  for (const name of operands) {
    try {
      if (!call.vfs.peek(call.absolute(name), call.cred)) {
        if (flags.has('c')) continue
        call.vfs.create(call.absolute(name), 'file', 0o666 & ~call.umask, call.cred)
      }
      call.vfs.utimes(call.absolute(name), at, call.cred)
    } catch (error) {
      status = await call.failAt(`cannot touch '${name}'`, error)
    }
  }
  return status
}

async function copyOne(
  call: Call,
  from: string,
  to: string,
  keep: boolean,
  recursive: boolean,
  verbose: boolean,
): Promise<void> {
  await call.breathe()
  call.signal.throwIfAborted()
  const { vfs, cred } = call
  const source = vfs.find(call.absolute(from), cred, !recursive)
  const target = call.absolute(to)
  if (verbose) await call.out(`'${from}' -> '${to}'\n`)
  if (source.kind === 'directory') {
    if (`${target}/`.startsWith(`${call.absolute(from)}/`)) throw new FsError('EINVAL', from)
    if (!vfs.peek(target, cred))
      vfs.create(target, 'directory', keep ? source.mode : source.mode & ~call.umask, cred)
    for (const [name] of vfs.list(call.absolute(from), cred))
      await copyOne(call, `${from}/${name}`, `${to}/${name}`, keep, true, verbose)
  } else if (source.kind === 'link') vfs.symlink(source.target, target, cred)
  else {
    if (vfs.peek(target, cred) === source)
      throw new Error(`'${from}' and '${to}' are the same file`)
    if (!allowed(source, cred, 4)) throw new FsError('EACCES', from)
    const input = call.open(from)
    const output = call.machine.open(target, 'write', cred, call.files, keep ? 0 : call.umask)
    try {
      for (
        let bytes = await input.read(131_072, call.signal);
        bytes;
        bytes = await input.read(131_072, call.signal)
      ) {
        await call.breathe()
        await output.write(bytes, call.signal)
      }
      if (
        output.inode &&
        (output.inode.mode & 0o111) !== (source.mode & 0o111) &&
        output.inode.uid === cred.uid
      ) {
        output.inode.mode = keep ? source.mode : source.mode & 0o777 & ~call.umask
        vfs.touched(output.inode)
      }
    } finally {
      input.release()
      output.release()
    }
  }
  if (!keep) return
  const copy = vfs.peek(target, cred, false)
  if (!copy) return
  if (cred.uid === 0) Object.assign(copy, { uid: source.uid, gid: source.gid })
  Object.assign(copy, { mode: source.mode, mtimeMs: source.mtimeMs })
  vfs.touched(copy)
}

const cp: Program = async (call) => {
  const { flags, operands } = options(call.args, 't')
  const recursive = flags.has('r') || flags.has('R') || flags.has('a') || flags.has('recursive')
  const keep = flags.has('p') || flags.has('a')
  const target = flags.get('t') ?? operands.pop()
  if (target === undefined || operands.length === 0)
    return call.fail(
      target === undefined
        ? 'missing file operand'
        : `missing destination file operand after '${target}'`,
    )
  if (operands.length > 1 && call.vfs.peek(call.absolute(target), call.cred)?.kind !== 'directory')
    return call.fail(`target '${target}' is not a directory`)
  let status = 0
  for (const name of operands) {
    try {
      const source = call.vfs.find(call.absolute(name), call.cred)
      if (source.kind === 'directory' && !recursive) {
        status = await call.fail(`-r not specified; omitting directory '${name}'`)
        continue
      }
      const to = destination(call, name, target)
      if (flags.has('n') && call.vfs.peek(call.absolute(to), call.cred)) continue
      await copyOne(call, name, to, keep, recursive, flags.has('v'))
    } catch (error) {
      status = await call.failAt(
        error instanceof FsError && error.code !== 'ENOENT'
          ? `cannot create regular file '${target}'`
          : `cannot stat '${name}'`,
        error,
      )
    }
  }
  return status
}

/** Within a file system a name changes; to another one the content is copied. */
async function move(call: Call, from: string, to: string): Promise<void> {
  try {
    call.vfs.rename(call.absolute(from), call.absolute(to), call.cred)
  } catch (error) {
    if (!(error instanceof FsError) || error.code !== 'EXDEV') throw error
    await copyOne(call, from, to, true, true, false)
    await removeTree(call, from)
  }
}

async function removeTree(call: Call, name: string): Promise<void> {
  const inode = call.vfs.find(call.absolute(name), call.cred, false)
  if (inode.kind === 'directory')
    for (const [child] of call.vfs.list(call.absolute(name), call.cred))
      await removeTree(call, `${name.replace(/\/$/, '')}/${child}`)
  call.vfs.remove(call.absolute(name), call.cred, inode.kind === 'directory' ? 'directory' : 'file')
}

const mv: Program = async (call) => {
  const { flags, operands } = options(call.args, 't')
  const target = flags.get('t') ?? operands.pop()
  if (target === undefined || operands.length === 0)
    return call.fail(
      target === undefined
        ? 'missing file operand'
        : `missing destination file operand after '${target}'`,
    )
  if (operands.length > 1 && call.vfs.peek(call.absolute(target), call.cred)?.kind !== 'directory')
    return call.fail(`target '${target}' is not a directory`)
  let status = 0
  for (const name of operands) {
    const to = destination(call, name, target)
    try {
      if (flags.has('n') && call.vfs.peek(call.absolute(to), call.cred)) continue
      await move(call, name, to)
      if (flags.has('v')) await call.out(`renamed '${name}' -> '${to}'\n`)
    } catch (error) {
      const missing =
        error instanceof FsError &&
        error.code === 'ENOENT' &&
        !call.vfs.peek(call.absolute(name), call.cred, false)
      status = await call.failAt(
        missing ? `cannot stat '${name}'` : `cannot move '${name}' to '${to}'`,
        error,
      )
    }
  }
  return status
}

const ln: Program = async (call) => {
  const { flags, operands } = options(call.args, 't')
  const [source, typed] = operands
  if (source === undefined) return call.fail('missing file operand')
  const target = destination(call, source, typed ?? base(source))
  try {
    if (flags.has('f') && call.vfs.peek(call.absolute(target), call.cred, false))
      call.vfs.remove(call.absolute(target), call.cred, 'file')
    if (flags.has('s')) call.vfs.symlink(source, call.absolute(target), call.cred)
    else call.vfs.link(call.absolute(source), call.absolute(target), call.cred)
    return 0
  } catch (error) {
    return call.failAt(
      `failed to create ${flags.has('s') ? 'symbolic' : 'hard'} link '${target}'`,
      error,
    )
  }
}

/** Every path below, itself first. */
function* below(call: Call, name: string): Generator<string> {
  yield name
  const inode = call.vfs.peek(call.absolute(name), call.cred, false)
  if (inode?.kind !== 'directory') return
  for (const [child] of call.vfs.list(call.absolute(name), call.cred))
    yield* below(call, `${name.replace(/\/$/, '')}/${child}`)
}

/** A mode as `chmod` takes it: octal, or `u+x,go=r`. */
export function parseMode(
  text: string,
  before: number,
  directory: boolean,
  umask: number,
): number | undefined {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8)
  let mode = before
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxXst]*|[-+=][ugo])+)$/.exec(clause)
    if (!match) return undefined
    const who = match[1] || 'a'
    const mask =
      (who.includes('u') || who.includes('a') ? 0o4700 : 0) |
      (who.includes('g') || who.includes('a') ? 0o2070 : 0) |
      (who.includes('o') || who.includes('a') ? 0o1007 : 0)
    for (const [, sign = '', letters = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)) {
      let bits = 0
      if (letters.includes('r')) bits |= 0o444
      if (letters.includes('w')) bits |= 0o222
      if (letters.includes('x') || (letters.includes('X') && (directory || (before & 0o111) !== 0)))
        bits |= 0o111
      if (letters.includes('s')) bits |= 0o6000
      if (letters.includes('t')) bits |= 0o1000
      bits &= letters.includes('t') ? mask | 0o1000 : mask
      if (match[1] === '') bits &= ~umask
      if (sign === '+') mode |= bits
      else if (sign === '-') mode &= ~bits
      else mode = (mode & ~(mask & 0o777)) | bits
    }
  }
  return mode
}

const chmod: Program = async (call) => {
  const args = call.args.map((arg) => (/^-[rwxst]+$/.test(arg) ? `a${arg}` : arg))
  const { flags, operands } = options(args)
  const [text, ...names] = operands
  if (text === undefined || names.length === 0) return call.fail('missing operand')
  let status = 0
  for (const name of names)
    for (const path of flags.has('R') ? below(call, name) : [name]) {
      try {
        const inode = call.vfs.find(call.absolute(path), call.cred)
        const mode = parseMode(text, inode.mode, inode.kind === 'directory', call.umask)
        if (mode === undefined) return await call.fail(`invalid mode: ‘${text}’`)
        call.vfs.chmod(call.absolute(path), mode, call.cred)
      } catch (error) {
        const missing = error instanceof FsError && error.code === 'ENOENT'
        status = await call.failAt(
          missing ? `cannot access '${path}'` : `changing permissions of '${path}'`,
          error,
        )
      }
    }
  return status
}

const chown: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const [spec = '', ...names] = operands
  if (names.length === 0) return call.fail('missing operand')
  const [userText = '', groupText] = call.name === 'chgrp' ? ['', spec] : spec.split(/[:.](.*)/s)
  const user =
    userText === ''
      ? undefined
      : (call.machine.users.byName(userText)?.uid ??
        (/^\d+$/.test(userText) ? Number(userText) : undefined))
  if (userText !== '' && user === undefined) return call.fail(`invalid user: ‘${spec}’`)
  let group: number | undefined
  if (groupText !== undefined && groupText !== '') {
    group =
      call.machine.users.group(groupText)?.gid ??
      (/^\d+$/.test(groupText) ? Number(groupText) : undefined)
    if (group === undefined) return call.fail(`invalid group: ‘${spec}’`)
  } else if (groupText === '' && user !== undefined) group = call.machine.users.byUid(user)?.gid
  let status = 0
  for (const name of names)
    for (const path of flags.has('R') ? below(call, name) : [name]) {
      try {
        call.vfs.chown(
          call.absolute(path),
          user,
          group,
          call.cred,
          !flags.has('h') && !flags.has('R'),
        )
      } catch (error) {
        const missing = error instanceof FsError && error.code === 'ENOENT'
        status = await call.failAt(
          missing ? `cannot access '${path}'` : `changing ownership of '${path}'`,
          error,
        )
      }
    }
  return status
}

const readlink: Program = async (call) => {
  const { flags, operands } = options(call.args)
  let status = 0
  for (const name of operands) {
    if (flags.has('m')) {
      await call.out(`${posix.resolve(call.absolute(name))}\n`)
      continue
    }
    try {
      const inode = call.vfs.find(call.absolute(name), call.cred, false)
      if (flags.has('f') || flags.has('e') || call.name === 'realpath')
        await call.out(`${call.vfs.realpath(call.absolute(name), call.cred)}\n`)
      else if (inode.kind === 'link') await call.out(`${inode.target}\n`)
      else status = 1
    } catch (error) {
      if (flags.has('f') || call.name === 'realpath') {
        const place = call.vfs.locate(call.absolute(name), call.cred)
        if (flags.has('f')) await call.out(`${place.path}\n`)
        else status = await call.failAt(name, error)
      } else status = 1
    }
  }
  return status
}

const basename: Program = async (call) => {
  const [name = '', suffix = ''] = call.args.filter((arg) => !arg.startsWith('-'))
  const last = base(name)
  await call.out(
    `${suffix !== '' && last !== suffix && last.endsWith(suffix) ? last.slice(0, -suffix.length) : last}\n`,
  )
  return 0
}

const dirname: Program = async (call) => {
  for (const name of call.args) {
    const path = name.replace(/\/+$/, '')
    const at = path.lastIndexOf('/')
    await call.out(`${at < 0 ? '.' : at === 0 ? '/' : path.slice(0, at)}\n`)
  }
  return 0
}

const mktemp: Program = async (call) => {
  const { flags, operands } = options(call.args, 'p')
  const template = operands[0] ?? `${flags.get('p') ?? '/tmp'}/tmp.XXXXXXXXXX`
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
  const path = template.replace(/X+$/, (marks) =>
    [...call.machine.randomBytes(marks.length)]
      .map((byte) => letters.charAt(byte % letters.length))
      .join(''),
  )
  try {
    call.vfs.create(
      call.absolute(path),
      flags.has('d') ? 'directory' : 'file',
      flags.has('d') ? 0o700 : 0o600,
      call.cred,
    )
    await call.out(`${path}\n`)
    return 0
  } catch (error) {
    return call.failAt(`failed to create file via template ‘${template}’`, error)
  }
}

const truncate: Program = async (call) => {
  const { flags, operands } = options(call.args, 's', ['size'])
  const match = /^([-+]?)(\d+)([KMG]?)/.exec(flags.get('s') ?? flags.get('size') ?? '')
  if (!match) return call.fail("you must specify either '--size' or '--reference'")
  const amount = Number(match[2]) * ({ K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[3] ?? ''] ?? 1)
  for (const name of operands) {
    const inode = call.vfs.openForWriting(call.absolute(name), call.cred, 0o666 & ~call.umask)
    await call.vfs.truncate(
      inode,
      Math.max(
        0,
        match[1] === '+' ? inode.size + amount : match[1] === '-' ? inode.size - amount : amount,
      ),
    )
  }
  return 0
}

export const filePrograms = {
  mkdir,
  rmdir,
  rm,
  touch,
  cp,
  mv,
  ln,
  chmod,
  chown,
  chgrp: chown,
  readlink,
  realpath: readlink,
  basename,
  dirname,
  mktemp,
  truncate,
  unlink: rm,
}
