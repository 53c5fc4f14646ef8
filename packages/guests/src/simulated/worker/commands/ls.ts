import { strftime } from '../shell/printf.ts'
import { textWidth } from '../tty/width.ts'
import type { Inode } from '../vfs/inode.ts'
import type { Call, Program } from './call.ts'
import { options } from './call.ts'

export function modeText(inode: Inode): string {
  const kinds = { file: '-', directory: 'd', link: 'l', device: 'c', fifo: 'p', socket: 's' }
  const bit = (shift: number, special: number, letter: string): string => {
    const bits = (inode.mode >> shift) & 7
    const execute = (bits & 1) !== 0
    const set = (inode.mode & special) !== 0
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${set ? (execute ? letter : letter.toUpperCase()) : execute ? 'x' : '-'}`
  }
  return (
    (inode.block ? 'b' : kinds[inode.kind]) +
    bit(6, 0o4000, 's') +
    bit(3, 0o2000, 's') +
    bit(0, 0o1000, 't')
  )
}

export function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes)
  const units = ['K', 'M', 'G', 'T']
  let value = bytes
  let unit = -1
  while (value >= 1024 && unit < 3) {
    value /= 1024
    unit++
  }
  const tenths = Math.ceil(value * 10) / 10
  return `${tenths < 10 ? tenths.toFixed(1) : Math.ceil(value)}${units[unit]}`
}

function colour(inode: Inode, target: Inode | undefined, name: string): string {
  if (inode.kind === 'directory') return (inode.mode & 0o1002) === 0o1002 ? '30;42' : '01;34'
  if (inode.kind === 'link') return target ? '01;36' : '40;31;01'
  if (inode.kind === 'device') return '40;33;01'
  if (inode.mode & 0o4000) return '37;41'
  if (inode.mode & 0o111) return '01;32'
  if (/\.(?:tar|t?gz|zip|bz2|xz|zst|rpm|deb|jar)$/.test(name)) return '01;31'
  if (/\.(?:jpe?g|png|gif|svg|mp4|webm)$/.test(name)) return '01;35'
  return ''
}

interface Entry {
  readonly name: string
  readonly inode: Inode
  readonly target: Inode | undefined
}

class Listing {
  readonly #call: Call
  readonly #flags: Map<string, string>
  readonly #colours: boolean

  constructor(call: Call, flags: Map<string, string>) {
    this.#call = call
    this.#flags = flags
    const when = flags.get('color')
    this.#colours = when === 'always' || when === '' || (when === 'auto' && call.tty !== undefined)
  }

  entry(directory: string, name: string): Entry | undefined {
    const path = this.#call.absolute(
      directory === '' ? name : `${directory.replace(/\/$/, '')}/${name}`,
    )
    const inode = this.#call.vfs.peek(path, this.#call.cred, false)
    return (
      inode && {
        name,
        inode,
        target: inode.kind === 'link' ? this.#call.vfs.peek(path, this.#call.cred) : undefined,
      }
    )
  }

  sort(entries: Entry[]): Entry[] {
    const has = (flag: string): boolean => this.#flags.has(flag)
    const { env } = this.#call
    const locale = env.get('LC_ALL') || env.get('LC_COLLATE') || env.get('LANG') || 'C'
    const key = ({ name }: Entry): string =>
      /^(?:C|POSIX)(?:\.|$)/.test(locale) ? name : name.replace(/^\.+/, '').toLowerCase()
    const sorted = has('U')
      ? entries
      : entries.sort((a, b) => {
          if (has('S')) return b.inode.size - a.inode.size || (a.name < b.name ? -1 : 1)
          if (has('t')) return b.inode.mtimeMs - a.inode.mtimeMs || (a.name < b.name ? -1 : 1)
          const [left, right] = [key(a), key(b)]
          return left < right ? -1 : left === right ? (a.name < b.name ? -1 : 1) : 1
        })
    return has('r') ? sorted.toReversed() : sorted
  }

  async show(entries: readonly Entry[], withTotal: boolean): Promise<void> {
    if (
      this.#flags.has('l') ||
      this.#flags.has('n') ||
      this.#flags.has('o') ||
      this.#flags.has('g')
    )
      await this.#long(entries, withTotal)
    else await this.#short(entries)
  }

  #label(entry: Entry, long = false): string {
    const quoted =
      this.#call.tty && /[\s"$&'()*;<>?[\\\]`|]/.test(entry.name)
        ? `'${entry.name.replaceAll("'", "'\\''")}'`
        : entry.name
    const code = this.#colours ? colour(entry.inode, entry.target, entry.name) : ''
    const shown = code === '' ? quoted : `\u001b[${code}m${quoted}\u001b[0m`
    const end = this.#flags.has('F')
      ? { directory: '/', link: long ? '' : '@', fifo: '|', socket: '=', device: '', file: '' }[
          entry.inode.kind
        ] || (entry.inode.kind === 'file' && entry.inode.mode & 0o111 ? '*' : '')
      : this.#flags.has('p') && entry.inode.kind === 'directory'
        ? '/'
        : ''
    const inode = this.#flags.has('i') ? `${entry.inode.ino} ` : ''
    return `${inode}${shown}${end}${long && entry.inode.kind === 'link' ? ` -> ${entry.inode.target}` : ''}`
  }

  async #short(entries: readonly Entry[]): Promise<void> {
    const labels = entries.map((entry) => this.#label(entry))
    const cols = this.#call.tty?.cols
    if (cols === undefined || this.#flags.has('1')) {
      await this.#call.out(labels.map((label) => `${label}\n`).join(''))
      return
    }
    if (labels.length === 0) return
    const widths = labels.map(textWidth)
    for (let rows = 1; rows <= labels.length; rows++) {
      const columns = Math.ceil(labels.length / rows)
      const sizes = Array.from(
        { length: columns },
        (_, column) => Math.max(...widths.slice(column * rows, (column + 1) * rows)) + 2,
      )
      if (sizes.reduce((sum, size) => sum + size, 0) - 2 > cols && rows < labels.length) continue
      let text = ''
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const at = column * rows + row
          const label = labels[at]
          if (label === undefined) continue
          const isLast = at + rows >= labels.length
          text +=
            label +
            (isLast ? '' : ' '.repeat(Math.max(0, (sizes[column] ?? 0) - (widths[at] ?? 0))))
        }
        text += '\n'
      }
      await this.#call.out(text)
      return
    }
  }

  async #long(entries: readonly Entry[], withTotal: boolean): Promise<void> {
    const { users, outside } = this.#call.machine
    const now = await outside.freshNow()
    const human = this.#flags.has('h')
    const rows = entries.map((entry) => {
      const { inode } = entry
      const recent = now - inode.mtimeMs < 182 * 86_400_000 && inode.mtimeMs <= now + 60_000
      const numeric = this.#flags.has('n')
      return {
        mode: `${modeText(inode)}${this.#call.machine.facts.family === 'amazon' ? '.' : ''}`,
        links: String(
          inode.kind === 'directory'
            ? 2 +
                [...(inode.children?.values() ?? [])].filter((child) => child.kind === 'directory')
                  .length
            : inode.links,
        ),
        user: numeric ? String(inode.uid) : users.userName(inode.uid),
        group: numeric ? String(inode.gid) : users.groupName(inode.gid),
        size:
          inode.kind === 'device'
            ? (inode.block?.numbers ?? '1, 3')
            : human
              ? humanSize(inode.size)
              : String(inode.size),
        date: this.#flags.has('full-time')
          ? strftime('%Y-%m-%d %H:%M:%S.%N %z', inode.mtimeMs)
          : strftime(recent ? '%b %e %H:%M' : '%b %e  %Y', inode.mtimeMs),
        name: this.#label(entry, true),
      }
    })
    const width = (key: 'links' | 'user' | 'group' | 'size'): number =>
      Math.max(0, ...rows.map((row) => row[key].length))
    const widths = {
      links: width('links'),
      user: width('user'),
      group: width('group'),
      size: width('size'),
    }
    const blocks = entries.reduce(
      (sum, { inode }) => sum + (inode.kind === 'link' ? 0 : Math.ceil(inode.size / 4096) * 4),
      0,
    )
    let text = withTotal ? `total ${human ? humanSize(blocks * 1024) : blocks}\n` : ''
    for (const row of rows)
      text += `${row.mode} ${row.links.padStart(widths.links)} ${this.#flags.has('g') ? '' : `${row.user.padEnd(widths.user)} `}${this.#flags.has('o') ? '' : `${row.group.padEnd(widths.group)} `}${row.size.padStart(widths.size)} ${row.date} ${row.name}\n`
    await this.#call.out(text)
  }
}

export const ls: Program = async (call) => {
  const { flags, operands } = options(call.args, 'wI', ['width', 'ignore'])
  if (flags.has('colour')) flags.set('color', flags.get('colour') ?? '')
  const listing = new Listing(call, flags)
  const files: Entry[] = []
  const directories: string[] = []
  let status = 0
  for (const name of operands.length > 0 ? operands : ['.']) {
    try {
      const isLong = flags.has('l') && !name.endsWith('/')
      const inode = call.vfs.find(
        call.absolute(name),
        call.cred,
        !isLong ||
          flags.has('L') ||
          call.vfs.peek(call.absolute(name), call.cred)?.kind === 'directory',
      )
      if (inode.kind === 'directory' && !flags.has('d')) directories.push(name)
      else {
        const entry = listing.entry('', name)
        if (entry) files.push(entry)
      }
    } catch (error) {
      await call.failAt(`cannot access '${name}'`, error)
      status = 2
    }
  }
  if (files.length > 0) await listing.show(listing.sort(files), false)
  let first = files.length === 0
  const showDirectory = async (name: string, titled: boolean): Promise<void> => {
    call.signal.throwIfAborted()
    await call.breathe()
    let names: string[]
    try {
      names = call.vfs.list(call.absolute(name), call.cred).map(([child]) => child)
    } catch (error) {
      await call.failAt(`cannot open directory '${name}'`, error)
      status = 2
      return
    }
    if (titled) await call.out(`${first ? '' : '\n'}${name}:\n`)
    first = false
    const all = flags.has('a')
      ? ['.', '..', ...names]
      : flags.has('A')
        ? names
        : names.filter((child) => !child.startsWith('.'))
    const entries = listing.sort(all.flatMap((child) => listing.entry(name, child) ?? []))
    await listing.show(entries, true)
    if (flags.has('R'))
      for (const { name: child, inode } of entries)
        if (inode.kind === 'directory' && child !== '.' && child !== '..')
          await showDirectory(`${name.replace(/\/$/, '')}/${child}`, true)
  }
  for (const name of directories) await showDirectory(name, operands.length > 1 || flags.has('R'))
  return status
}

export const stat: Program = async (call) => {
  const { flags, operands } = options(call.args, 'c', ['format', 'printf'])
  const format = flags.get('c') ?? flags.get('format') ?? flags.get('printf')
  const { users } = call.machine
  let status = 0
  for (const name of operands) {
    let inode: Inode
    try {
      inode = call.vfs.find(call.absolute(name), call.cred, flags.has('L'))
    } catch (error) {
      status = await call.failAt(`cannot statx '${name}'`, error)
      continue
    }
    const octal = inode.mode.toString(8)
    const kind = {
      file: inode.size === 0 ? 'regular empty file' : 'regular file',
      directory: 'directory',
      link: 'symbolic link',
      device: inode.block ? 'block special file' : 'character special file',
      fifo: 'fifo',
      socket: 'socket',
    }[inode.kind]
    const date = strftime('%Y-%m-%d %H:%M:%S.%N +0000', inode.mtimeMs)
    if (format !== undefined) {
      const values: Readonly<Record<string, string>> = {
        n: name,
        s: String(inode.size),
        a: octal,
        A: modeText(inode),
        u: String(inode.uid),
        g: String(inode.gid),
        U: users.userName(inode.uid),
        G: users.groupName(inode.gid),
        F: kind,
        i: String(inode.ino),
        h: String(inode.links),
        Y: String(Math.floor(inode.mtimeMs / 1000)),
        y: date,
        f: (inode.mode | 0x8000).toString(16),
        b: String(Math.ceil(inode.size / 512)),
        N: `'${name}'`,
      }
      await call.out(
        format
          .replaceAll(/%([a-zA-Z])/g, (whole, letter: string) => values[letter] ?? whole)
          .replaceAll('\\n', '\n') + (flags.has('printf') ? '' : '\n'),
      )
      continue
    }
    const arrow = inode.kind === 'link' ? ` -> ${inode.target}` : ''
    await call.out(
      `  File: ${name}${arrow}\n  Size: ${String(inode.size).padEnd(15)} Blocks: ${String(Math.ceil(inode.size / 4096) * 8).padEnd(10)} IO Block: 4096   ${kind}\nDevice: 259,1\tInode: ${String(inode.ino).padEnd(11)} Links: ${inode.links}\nAccess: (${octal.padStart(4, '0')}/${modeText(inode)})  Uid: (${String(inode.uid).padStart(5)}/${users.userName(inode.uid).padStart(8)})   Gid: (${String(inode.gid).padStart(5)}/${users.groupName(inode.gid).padStart(8)})\nAccess: ${date}\nModify: ${date}\nChange: ${date}\n Birth: ${date}\n`,
    )
  }
  return status
}
