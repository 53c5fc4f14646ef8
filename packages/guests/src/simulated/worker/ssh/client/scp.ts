import type { Call, Program } from '../../commands/call.ts'
import { reasonOf } from '../../vfs/errors.ts'
import { matchesPattern } from '../sshd-config.ts'
import { addOption, type GivenOptions } from './client-config.ts'
import { Progress } from './progress.ts'
import { RemoteFiles, remoteReason } from './remote-files.ts'
import { scpSink, scpSource } from './scp-server.ts'

interface Options {
  readonly recursive: boolean
  readonly preserve: boolean
  readonly quiet: boolean
  readonly given: GivenOptions
}

const usage =
  'usage: scp [-346ABCOpqRrsTv] [-c cipher] [-D sftp_server_path] [-F ssh_config]\n           [-i identity_file] [-J destination] [-l limit] [-o ssh_option]\n           [-P port] [-S program] [-X sftp_option] source ... target\n'

/** `scp`: copies by sftp as OpenSSH 9 does; `-t` and `-f` are the old protocol's other end. */
export const scp: Program = async (call) => {
  const flags = new Set<string>()
  const given: GivenOptions = new Map()
  const operands: string[] = []
  const rest = [...call.args]
  while (rest.length > 0) {
    const arg = rest.shift() ?? ''
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg)
      continue
    }
    if (arg === '--') {
      operands.push(...rest.splice(0))
      break
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at)
      if (!'cDFiJloPSX'.includes(letter)) flags.add(letter)
      else {
        const value = arg.slice(at + 1) || rest.shift() || ''
        const name = { i: 'identityfile', P: 'port', J: 'proxyjump', F: 'configfile' }[letter]
        if (name !== undefined) addOption(given, name, value)
        if (letter === 'o') {
          const [, keyword = '', text = ''] = /^\s*(\w+)\s*[=\s]\s*(.*)$/.exec(value) ?? []
          addOption(given, keyword.toLowerCase(), text)
        }
        break
      }
    }
  }
  if (flags.has('t')) return scpSink(call, operands[0] ?? '.', flags)
  if (flags.has('f')) return scpSource(call, operands, flags)
  const target = operands.pop()
  if (target === undefined || operands.length === 0) {
    await call.err(usage)
    return 1
  }
  if (flags.has('v')) given.set('loglevel', ['DEBUG'])
  const how = { recursive: flags.has('r'), preserve: flags.has('p'), quiet: flags.has('q'), given }
  const remote = remoteOf(target)
  let status = 0
  for (const source of operands) {
    const from = remoteOf(source)
    const done =
      from && remote
        ? call.fail('copies between two other hosts are not simulated in this guest')
        : remote
          ? upload(call, how, [source], remote)
          : from
            ? download(call, how, from, target)
            : call.run(['cp', ...(how.recursive ? ['-r'] : []), source, target])
    status = Math.max(status, await done)
  }
  return status
}

interface Remote {
  readonly host: string
  readonly path: string
}

/** `[user@]host:path`; a slash before the colon makes it a local name. */
function remoteOf(text: string): Remote | undefined {
  const [, host, path] = /^((?:[^/:[\]]+@)?(?:\[[^\]]+\]|[^/:]+)):(.*)$/.exec(text) ?? []
  if (host === undefined) return undefined
  const plain = (path ?? '').replace(/^~(?:\/|$)/, '')
  return { host, path: plain === '' ? '.' : plain }
}

const base = (path: string): string => path.replace(/\/+$/, '').replace(/^.*\//, '')

async function upload(
  call: Call,
  how: Options,
  sources: readonly string[],
  to: Remote,
): Promise<number> {
  const files = await RemoteFiles.open(call, to.host, how.given)
  if (!files) return closed(call)
  try {
    const isDirectory = (await files.stat(to.path))?.isDirectory() ?? false
    let status = 0
    for (const source of sources) {
      const target = isDirectory ? `${to.path.replace(/\/$/, '')}/${base(source)}` : to.path
      status = Math.max(status, await put(call, files, how, source, target))
    }
    return status
  } finally {
    files.close()
  }
}

export async function put(
  call: Call,
  files: RemoteFiles,
  how: Options,
  source: string,
  target: string,
): Promise<number> {
  const path = call.absolute(source)
  try {
    const inode = call.vfs.find(path, call.cred)
    if (inode.kind === 'directory') {
      if (!how.recursive) {
        await call.err(`scp: local "${source}" is not a regular file\n`)
        return 1
      }
      if (!(await files.stat(target))) await files.makeDirectory(target, inode.mode | 0o700)
      let status = 0
      for (const [name] of call.vfs.list(path, call.cred))
        status = Math.max(
          status,
          await put(call, files, how, `${source}/${name}`, `${target}/${name}`),
        )
      return status
    }
    const progress = new Progress(call, base(source), inode.size, how.quiet)
    const file = call.machine.open(path, 'read', call.cred, call.files)
    try {
      const portions = async function* (): AsyncGenerator<Uint8Array> {
        for (;;) {
          const bytes = await file.read(65_536, call.signal)
          if (!bytes) return
          yield bytes
          await progress.add(bytes.length)
        }
      }
      await files.write(target, inode.mode & 0o777, portions(), call.signal)
    } finally {
      file.release()
    }
    if (how.preserve) {
      await files.change('chmod', target, inode.mode & 0o7777)
      await files.setTime(target, inode.mtimeMs)
    }
    await progress.end()
    return 0
  } catch (error) {
    call.signal.throwIfAborted()
    const local = call.vfs.peek(path, call.cred) === undefined
    await call.err(
      local
        ? `scp: stat local "${source}": No such file or directory\n`
        : `scp: dest open "${target}": ${remoteReason(error)}\nscp: failed to upload file ${source} to ${target}\n`,
    )
    return 255
  }
}

async function download(call: Call, how: Options, from: Remote, target: string): Promise<number> {
  const files = await RemoteFiles.open(call, from.host, how.given)
  if (!files) return closed(call)
  try {
    const sources = await expand(files, from.path)
    if (sources.length === 0) {
      await call.err(`scp: ${from.path}: No such file or directory\n`)
      return 1
    }
    const isDirectory = call.vfs.peek(call.absolute(target), call.cred)?.kind === 'directory'
    let status = 0
    for (const source of sources) {
      const into = isDirectory ? `${target.replace(/\/$/, '')}/${base(source)}` : target
      status = Math.max(status, await get(call, files, how, source, into))
    }
    return status
  } finally {
    files.close()
  }
}

export async function get(
  call: Call,
  files: RemoteFiles,
  how: Options,
  source: string,
  target: string,
): Promise<number> {
  const path = call.absolute(target)
  try {
    const stats = await files.stat(source)
    if (!stats) {
      await call.err(`scp: ${source}: No such file or directory\n`)
      return 1
    }
    if (stats.isDirectory()) {
      if (!how.recursive) {
        await call.err(`scp: download ${source}: not a regular file\n`)
        return 1
      }
      call.vfs.makeDirectories(path, call.cred)
      let status = 0
      for (const { filename } of await files.list(source))
        if (filename !== '.' && filename !== '..' && !filename.includes('/'))
          status = Math.max(
            status,
            await get(call, files, how, `${source}/${filename}`, `${target}/${filename}`),
          )
      return status
    }
    const progress = new Progress(call, base(source), stats.size, how.quiet)
    const file = call.machine.open(path, 'write', call.cred, call.files, call.umask)
    try {
      for await (const bytes of files.read(source, call.signal)) {
        await file.write(bytes, call.signal)
        await progress.add(bytes.length)
      }
    } finally {
      file.release()
    }
    const inode = call.vfs.find(path, call.cred)
    if (inode.uid === call.cred.uid)
      call.vfs.chmod(path, stats.mode & 0o777 & ~(how.preserve ? 0 : call.umask), call.cred)
    if (how.preserve) call.vfs.utimes(path, stats.mtime * 1000, call.cred)
    await progress.end()
    return 0
  } catch (error) {
    call.signal.throwIfAborted()
    const text =
      error instanceof Error && error.name === 'FsError'
        ? `open local "${target}": ${reasonOf(error)}`
        : `remote open "${source}": ${remoteReason(error)}`
    await call.err(`scp: ${text}\n`)
    return 1
  }
}

/** The other side's names for a pattern. */
export async function expand(files: RemoteFiles, pattern: string): Promise<string[]> {
  if (!/[*?]/.test(pattern)) return (await files.stat(pattern)) ? [pattern] : []
  const directory = pattern.includes('/') ? pattern.replace(/\/[^/]*$/, '') || '/' : '.'
  const list = await files.list(directory).catch(() => [])
  return list
    .map(({ filename }) => filename)
    .filter((name) => !name.startsWith('.') && matchesPattern(name, base(pattern)))
    .sort()
    .map((name) => (directory === '.' ? name : `${directory}/${name}`))
}

async function closed(call: Call): Promise<number> {
  await call.err('scp: Connection closed\n')
  return 255
}
