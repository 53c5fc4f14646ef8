import { deflateSync, unzipSync, zipSync, type UnzipFileInfo, type Zippable } from 'fflate'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'
import { modesIn } from './zip-modes.ts'

function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace('T', ' ')
}

async function archiveBytes(call: Call, typed: string): Promise<Uint8Array | undefined> {
  for (const path of [typed, `${typed}.zip`, `${typed}.ZIP`]) {
    const absolute = call.absolute(path)
    if (call.vfs.peek(absolute, call.cred)?.kind === 'file')
      return call.vfs.readFile(absolute, call.cred)
  }
  return undefined
}

/** Steps upwards and absolute names stay below the directory that is unpacked into. */
function safeName(name: string): string {
  const parts = name.split('/').filter((part) => part !== '..' && part !== '.')
  return parts.join('/').replace(/^\/+/, '')
}

const unzip: Program = async (call) => {
  const { flags, operands } = options(call.args, 'd')
  const [archive, ...wanted] = operands
  if (archive === undefined)
    return call
      .out(
        'UnZip 6.00 of 20 April 2009, by Info-ZIP.\n\nUsage: unzip [-Z] [-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]\n',
      )
      .then(() => 10)
  const bytes = await archiveBytes(call, archive)
  if (!bytes) {
    await call.err(`unzip:  cannot find or open ${archive}, ${archive}.zip or ${archive}.ZIP.\n`)
    return 9
  }
  const entries: UnzipFileInfo[] = []
  let contents: Record<string, Uint8Array>
  try {
    contents = unzipSync(bytes, {
      filter: (entry) => {
        if (wanted.length > 0 && !wanted.includes(entry.name)) return false
        entries.push(entry)
        return true
      },
    })
  } catch {
    await call.err(
      `Archive:  ${archive}\n  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.\nunzip:  cannot find zipfile directory in one of ${archive} or\n        ${archive}.zip, and cannot find ${archive}.ZIP, period.\n`,
    )
    return 9
  }
  const beyond = [...flags.keys()].find((flag) => !'oqndlp'.includes(flag))
  if (beyond !== undefined) {
    await call.err(`unzip: option -${beyond} is not supported in a simulated guest\n`)
    return 10
  }
  if (flags.has('p')) {
    for (const entry of entries) await call.out(contents[entry.name] ?? new Uint8Array(0))
    return 0
  }
  const quiet = flags.has('q')
  if (!quiet) await call.out(`Archive:  ${archive}\n`)
  if (flags.has('l'))
    return list(
      call,
      entries,
      call.vfs.peek(call.absolute(archive), call.cred)?.mtimeMs ?? call.vfs.now(),
    )
  const target = call.absolute(flags.get('d') ?? '.').replace(/\/\.?$/, '')
  const shown = flags.has('d') ? `${flags.get('d')?.replace(/\/$/, '')}/` : ''
  call.vfs.makeDirectories(target === '' ? '/' : target, call.cred)
  const modes = modesIn(bytes)
  let answer = flags.has('o') ? 'A' : flags.has('n') ? 'N' : ''
  for (const entry of entries) {
    await call.breathe()
    const name = safeName(entry.name)
    const path = `${target}/${name}`
    if (entry.name.endsWith('/')) {
      const missing = call.vfs.peek(path, call.cred) === undefined
      call.vfs.makeDirectories(path.replace(/\/$/, ''), call.cred, 0o777 & ~call.umask)
      if (missing && !quiet) await call.out(`   creating: ${shown}${name}\n`)
      continue
    }
    if (call.vfs.peek(path, call.cred)) {
      if (answer !== 'A' && answer !== 'N') answer = await ask(call, `${shown}${name}`)
      if (answer === 'N' || answer === 'n') continue
    }
    call.vfs.makeDirectories(path.replace(/\/[^/]*$/, '') || '/', call.cred, 0o777 & ~call.umask)
    call.vfs.writeFile(
      path,
      contents[entry.name] ?? new Uint8Array(0),
      call.cred,
      (modes.get(entry.name) ?? 0o666) & ~call.umask,
    )
    const verb = entry.compression === 0 ? ' extracting' : '  inflating'
    if (!quiet) await call.out(`${verb}: ${`${shown}${name}`.padEnd(24)}\n`)
  }
  return 0
}

/** What to do with a file that is there already. */
async function ask(call: Call, name: string): Promise<string> {
  for (;;) {
    await call.err(`replace ${name}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `)
    const typed = await call.files.get(0)?.read(256, call.signal)
    if (!typed) {
      await call.err(' NULL\n(EOF or read error, treating as "[N]one" ...)\n')
      return 'N'
    }
    const [letter = ''] = Buffer.from(typed).toString()
    if ('ynAN'.includes(letter)) return letter
    await call.err(`error:  invalid response [${letter.trim()}]\n`)
  }
}

async function list(call: Call, entries: readonly UnzipFileInfo[], atMs: number): Promise<number> {
  // The library tells no dates: the archive's own stands for its members'.
  const rows = entries.map(
    ({ name, originalSize }) => `${String(originalSize).padStart(9)}  ${stamp(atMs)}   ${name}\n`,
  )
  const total = entries.reduce((sum, { originalSize }) => sum + originalSize, 0)
  await call.out(
    `  Length      Date    Time    Name\n---------  ---------- -----   ----\n${rows.join('')}---------                     -------\n${String(total).padStart(9)}                     ${entries.length} file${entries.length === 1 ? '' : 's'}\n`,
  )
  return 0
}

const zip: Program = async (call) => {
  const { flags, operands } = options(call.args)
  const [typed, ...names] = operands
  const beyond = [...flags.keys()].find((flag) => !'rqjD9'.includes(flag))
  if (beyond !== undefined) {
    await call.err(`zip: option -${beyond} is not supported in a simulated guest\n`)
    return 16
  }
  if (typed === undefined || names.length === 0) {
    await call.err(`\nzip error: Nothing to do! (${typed === undefined ? 'try: zip -h' : typed})\n`)
    return 12
  }
  const archive = /\.[^/]+$/.test(typed) ? typed : `${typed}.zip`
  const before = await archiveBytes(call, archive)
  const files: Zippable = before ? unzipSync(before) : {}
  const missing: string[] = []
  const lines: string[] = []
  const add = async (path: string): Promise<void> => {
    await call.breathe()
    const inode = call.vfs.peek(call.absolute(path), call.cred)
    const name = flags.has('j') ? (path.split('/').at(-1) ?? '') : path.replace(/^(?:\.?\/)+/, '')
    if (!inode) return void missing.push(path)
    const attributes = {
      os: 3,
      attrs: ((inode.kind === 'directory' ? 0o040000 : 0o100000) | inode.mode) * 65_536,
      mtime: inode.mtimeMs,
    }
    if (inode.kind === 'directory') {
      const folder = `${name.replace(/\/?$/, '')}/`
      if (folder !== '/' && folder !== './' && !flags.has('j') && !flags.has('D')) {
        lines.push(`  ${folder in files ? 'updating' : 'adding'}: ${folder} (stored 0%)\n`)
        files[folder] = [new Uint8Array(0), { ...attributes, level: 0 }]
      }
      if (flags.has('r'))
        for (const [child] of call.vfs.list(call.absolute(path), call.cred))
          await add(`${path.replace(/\/$/, '')}/${child}`)
      return
    }
    if (call.absolute(path) === call.absolute(archive)) return
    const bytes = await call.vfs.readFile(call.absolute(path), call.cred)
    const packed = deflateSync(bytes).length
    const saved = bytes.length === 0 ? 0 : Math.round((1 - packed / bytes.length) * 100)
    const how = saved > 0 ? `deflated ${saved}%` : 'stored 0%'
    lines.push(`  ${name in files ? 'updating' : 'adding'}: ${name} (${how})\n`)
    files[name] = [bytes, { ...attributes, level: saved > 0 ? 6 : 0 }]
  }
  for (const name of names) await add(name)
  if (!flags.has('q')) await call.out(lines.join(''))
  for (const name of missing) await call.err(`\tzip warning: name not matched: ${name}\n`)
  if (lines.length === 0) {
    await call.err(`\nzip error: Nothing to do! (${archive})\n`)
    return 12
  }
  call.vfs.writeFile(call.absolute(archive), zipSync(files), call.cred, 0o666 & ~call.umask)
  return missing.length > 0 ? 18 : 0
}

export const zipPrograms = { zip, unzip } satisfies Readonly<Record<string, Program>>
