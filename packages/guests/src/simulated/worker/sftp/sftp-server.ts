import type { Call, Program } from '../commands/call.ts'
import { strftime } from '../shell/printf.ts'
import { FsError, strerror } from '../vfs/errors.ts'
import { allowed, type Inode } from '../vfs/inode.ts'
import {
  Malformed,
  packet,
  PacketReader,
  PacketWriter,
  statusCode,
  type Attributes,
} from './packets.ts'

/**
 * `sftp-server`: the program behind the sftp subsystem, and behind `scp` since OpenSSH 9. It reads requests and writes answers on
 * its standard input and output, one after another, so a client that does not read holds back nobody but itself.
 */
export const sftpServer: Program = async (call) => {
  const server = new SftpServer(call)
  try {
    return await server.serve()
  } finally {
    call.machine.flush()
  }
}

const maxPacketBytes = 256 * 1024
const maxReadBytes = 255 * 1024
const maxHandles = 100
const namesAtOnce = 100
/** A large upload is written to the disk as it comes, not at its end. */
const flushEveryBytes = 8 * 1024 * 1024
const openFlag = { read: 1, write: 2, append: 4, create: 8, truncate: 16, exclusive: 32 } as const

type Handle =
  | { readonly kind: 'file'; readonly inode: Inode; readonly path: string; readonly flags: number }
  | { readonly kind: 'directory'; readonly names: [string, Inode][] }

class SftpServer {
  readonly #call: Call
  readonly #handles = new Map<string, Handle>()
  #next = 0
  #written = 0

  constructor(call: Call) {
    this.#call = call
  }

  async serve(): Promise<number> {
    let held = Buffer.alloc(0)
    for (;;) {
      const bytes = await this.#call.files.get(0)?.read(65_536, this.#call.signal)
      if (!bytes) return 0
      held = Buffer.concat([held, bytes])
      while (held.length >= 4) {
        const length = held.readUInt32BE(0)
        if (length === 0 || length > maxPacketBytes)
          return this.#call.fail('bad message length', 11)
        if (held.length < 4 + length) break
        const answer = await this.#answer(held.subarray(4, 4 + length))
        held = held.subarray(4 + length)
        if (answer) await this.#call.out(answer.finish())
      }
    }
  }

  async #answer(bytes: Buffer): Promise<PacketWriter | undefined> {
    const reader = new PacketReader(bytes)
    const type = reader.byte()
    if (type === packet.init) return version()
    const id = reader.number()
    try {
      return await this.#carryOut(type, id, reader)
    } catch (error) {
      this.#call.signal.throwIfAborted()
      if (error instanceof Malformed) return status(id, statusCode.badMessage, 'Bad message')
      if (error instanceof FsError) return status(id, codeOf(error), strerror(error.code))
      return status(id, statusCode.failure, 'Failure')
    }
  }

  async #carryOut(type: number, id: number, reader: PacketReader): Promise<PacketWriter> {
    const { vfs, cred } = this.#call
    const path = (): string => this.#path(reader.text())
    switch (type) {
      case packet.open:
        return this.#open(id, path(), reader.number(), reader.attributes())
      case packet.close:
        return this.#close(id, reader.bytes().toString('latin1'))
      case packet.read:
        return this.#read(id, this.#file(reader), reader.long(), reader.number())
      case packet.write:
        return this.#write(id, this.#file(reader), reader.long(), reader.bytes())
      case packet.lstat:
        return attributes(id, vfs.find(path(), cred, false))
      case packet.stat:
        return attributes(id, vfs.find(path(), cred))
      case packet.fstat:
        return attributes(id, this.#file(reader).inode)
      case packet.setstat: {
        const target = path()
        await this.#set(target, vfs.find(target, cred), reader.attributes())
        return ok(id)
      }
      case packet.fsetstat: {
        const file = this.#file(reader)
        await this.#set(file.path, file.inode, reader.attributes())
        return ok(id)
      }
      case packet.opendir:
        return this.#keep(id, { kind: 'directory', names: this.#list(path()) })
      case packet.readdir:
        return this.#readDirectory(id, reader.bytes().toString('latin1'))
      case packet.remove:
        vfs.remove(path(), cred, 'file')
        return ok(id)
      case packet.mkdir: {
        const target = path()
        const { mode = 0o777 } = reader.attributes()
        vfs.create(target, 'directory', mode & ~this.#call.umask, cred)
        return ok(id)
      }
      case packet.rmdir:
        vfs.remove(path(), cred, 'directory')
        return ok(id)
      case packet.realpath:
        return this.#realPath(id, path())
      case packet.rename: {
        const from = path()
        const to = path()
        if (vfs.peek(to, cred, false)) return status(id, statusCode.failure, 'Failure')
        vfs.rename(from, to, cred)
        return ok(id)
      }
      case packet.readlink: {
        const inode = vfs.find(path(), cred, false)
        if (inode.kind !== 'link') throw new FsError('EINVAL', '')
        return new PacketWriter()
          .byte(packet.name)
          .number(id)
          .number(1)
          .text(inode.target)
          .text(inode.target)
          .number(0)
      }
      case packet.symlink: {
        // OpenSSH's order: the target first, against the draft.
        const target = reader.text()
        vfs.symlink(target, path(), cred)
        return ok(id)
      }
      case packet.extended:
        return this.#extended(id, reader.text(), reader)
      default:
        return status(id, statusCode.unsupported, 'Operation unsupported')
    }
  }

  #extended(id: number, name: string, reader: PacketReader): PacketWriter {
    const { vfs, cred } = this.#call
    const path = (): string => this.#path(reader.text())
    switch (name) {
      case 'posix-rename@openssh.com':
        vfs.rename(path(), path(), cred)
        return ok(id)
      case 'hardlink@openssh.com':
        vfs.link(path(), path(), cred)
        return ok(id)
      case 'fsync@openssh.com':
        this.#call.machine.flush()
        return ok(id)
      case 'limits@openssh.com':
        return new PacketWriter()
          .byte(packet.extendedReply)
          .number(id)
          .long(maxPacketBytes)
          .long(maxReadBytes)
          .long(maxReadBytes)
          .long(maxHandles)
      case 'expand-path@openssh.com': {
        const text = reader.text()
        const home = this.#call.env.get('HOME') ?? '/'
        const [, user = '', rest = ''] = /^~([^/]*)(.*)$/.exec(text) ?? []
        const base = user === '' ? home : this.#call.machine.users.byName(user)?.home
        if (base === undefined) throw new FsError('ENOENT', text)
        return this.#realPath(id, text.startsWith('~') ? `${base}${rest}` : this.#path(text))
      }
      case 'statvfs@openssh.com': {
        const { capacity, used, disk } = vfs.find(path(), cred).fs ?? vfs.rootFileSystem
        const block = 4096
        const total = Math.floor((Number.isFinite(capacity) ? capacity : 2 ** 43) / block)
        const free = disk?.full ? 0 : Math.max(0, total - Math.ceil(used / block))
        const writer = new PacketWriter().byte(packet.extendedReply).number(id)
        for (const value of [
          block,
          block,
          total,
          free,
          free,
          4_194_304,
          4_100_000,
          4_100_000,
          0,
          0,
          255,
        ])
          writer.long(value)
        return writer
      }
      default:
        return status(id, statusCode.unsupported, 'Operation unsupported')
    }
  }

  async #open(id: number, path: string, flags: number, wanted: Attributes): Promise<PacketWriter> {
    const { vfs, cred, umask } = this.#call
    if (this.#handles.size >= maxHandles)
      return status(id, statusCode.failure, 'Too many open files')
    const before = vfs.peek(path, cred)
    if (flags & openFlag.exclusive && flags & openFlag.create && before)
      throw new FsError('EEXIST', path)
    if (!before && !(flags & openFlag.create)) vfs.find(path, cred)
    const writes = (flags & openFlag.write) !== 0
    const inode = writes
      ? vfs.openForWriting(path, cred, (wanted.mode ?? 0o666) & ~umask)
      : vfs.find(path, cred)
    if (inode.kind === 'directory') throw new FsError('EISDIR', path)
    if ((flags & openFlag.read || !writes) && !allowed(inode, cred, 4))
      throw new FsError('EACCES', path)
    if (writes && flags & openFlag.truncate) await vfs.truncate(inode, 0)
    return this.#keep(id, { kind: 'file', inode, path, flags })
  }

  #keep(id: number, handle: Handle): PacketWriter {
    if (this.#handles.size >= maxHandles)
      return status(id, statusCode.failure, 'Too many open files')
    const name = String(this.#next++)
    this.#handles.set(name, handle)
    return new PacketWriter().byte(packet.handle).number(id).text(name)
  }

  #close(id: number, name: string): PacketWriter {
    const handle = this.#handles.get(name)
    if (!this.#handles.delete(name)) return status(id, statusCode.failure, 'Failure')
    // Whoever closed a file may pull the plug next.
    if (handle?.kind === 'file' && handle.flags & openFlag.write) this.#call.machine.flush()
    return ok(id)
  }

  async #read(
    id: number,
    file: Handle & { kind: 'file' },
    offset: number,
    length: number,
  ): Promise<PacketWriter> {
    const { inode } = file
    const wanted = Math.min(length, maxReadBytes)
    const made = inode.generate ? Buffer.from(inode.generate()) : undefined
    const bytes =
      made?.subarray(offset, offset + wanted) ??
      (await inode.content?.read(offset, wanted, this.#call.vfs.fetch)) ??
      new Uint8Array(0)
    if (bytes.length === 0) return status(id, statusCode.eof, 'End of file')
    return new PacketWriter().byte(packet.data).number(id).bytes(bytes)
  }

  async #write(
    id: number,
    file: Handle & { kind: 'file' },
    offset: number,
    bytes: Buffer,
  ): Promise<PacketWriter> {
    if (!(file.flags & openFlag.write)) throw new FsError('EBADF', file.path)
    const at = file.flags & openFlag.append ? file.inode.size : offset
    await this.#call.vfs.writeAt(file.inode, at, bytes, file.path)
    this.#written += bytes.length
    if (this.#written >= flushEveryBytes) {
      this.#written = 0
      this.#call.machine.flush()
    }
    return ok(id)
  }

  #file(reader: PacketReader): Handle & { kind: 'file' } {
    const handle = this.#handles.get(reader.bytes().toString('latin1'))
    if (handle?.kind !== 'file') throw new FsError('EBADF', '')
    return handle
  }

  async #set(
    path: string,
    inode: Inode,
    { size, owner, mode, mtimeMs }: Attributes,
  ): Promise<void> {
    const { vfs, cred } = this.#call
    if (size !== undefined) {
      if (!allowed(inode, cred, 2)) throw new FsError('EACCES', path)
      await vfs.truncate(inode, size)
    }
    if (mode !== undefined) vfs.chmod(path, mode, cred)
    if (owner && (owner.uid !== inode.uid || owner.gid !== inode.gid))
      vfs.chown(path, owner.uid, owner.gid, cred)
    if (mtimeMs !== undefined) vfs.utimes(path, mtimeMs, cred)
  }

  #list(path: string): [string, Inode][] {
    const { vfs, cred } = this.#call
    const self = vfs.find(path, cred)
    const parent = vfs.peek(`${path}/..`, cred) ?? self
    return [['.', self], ['..', parent], ...vfs.list(path, cred)]
  }

  #readDirectory(id: number, name: string): PacketWriter {
    const handle = this.#handles.get(name)
    if (handle?.kind !== 'directory') return status(id, statusCode.failure, 'Failure')
    const some = handle.names.splice(0, namesAtOnce)
    if (some.length === 0) return status(id, statusCode.eof, 'End of file')
    const writer = new PacketWriter().byte(packet.name).number(id).number(some.length)
    for (const [file, inode] of some)
      writer.text(file).text(this.#longName(file, inode)).attributes(inode)
    return writer
  }

  #longName(name: string, inode: Inode): string {
    const { users, outside } = this.#call.machine
    const old = outside.now() - inode.mtimeMs > 182 * 86_400_000
    const date = strftime(old ? '%b %e  %Y' : '%b %e %H:%M', inode.mtimeMs)
    return `${modeText(inode)} ${String(inode.links).padStart(4)} ${users.userName(inode.uid).padEnd(8)} ${users.groupName(inode.gid).padEnd(8)} ${String(inode.size).padStart(8)} ${date} ${name}`
  }

  #realPath(id: number, path: string): PacketWriter {
    const { vfs, cred } = this.#call
    let real: string
    try {
      real = vfs.locate(path, cred).path
    } catch {
      real = path
    }
    return new PacketWriter().byte(packet.name).number(id).number(1).text(real).text(real).number(0)
  }

  #path(given: string): string {
    if (given.includes('\0')) throw new FsError('ENOENT', '')
    return given === '' || given === '.' ? this.#call.cwd : this.#call.absolute(given)
  }
}

function version(): PacketWriter {
  const writer = new PacketWriter().byte(packet.version).number(3)
  for (const [name, number] of [
    ['posix-rename@openssh.com', '1'],
    ['statvfs@openssh.com', '2'],
    ['hardlink@openssh.com', '1'],
    ['fsync@openssh.com', '1'],
    ['limits@openssh.com', '1'],
    ['expand-path@openssh.com', '1'],
  ] as const)
    writer.text(name).text(number)
  return writer
}

function ok(id: number): PacketWriter {
  return status(id, statusCode.ok, 'Success')
}

function status(id: number, code: number, text: string): PacketWriter {
  return new PacketWriter().byte(packet.status).number(id).number(code).text(text).text('')
}

function attributes(id: number, inode: Inode): PacketWriter {
  return new PacketWriter().byte(packet.attrs).number(id).attributes(inode)
}

function codeOf(error: FsError): number {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EBADF'].includes(error.code)) return statusCode.noSuchFile
  if (['EACCES', 'EPERM', 'EROFS'].includes(error.code)) return statusCode.permissionDenied
  return statusCode.failure
}

function modeText(inode: Inode): string {
  const kinds: Readonly<Record<Inode['kind'], string>> = {
    file: '-',
    directory: 'd',
    link: 'l',
    device: 'c',
    fifo: 'p',
    socket: 's',
  }
  const bits = [6, 3, 0].map((shift) => {
    const part = (inode.mode >> shift) & 7
    return `${part & 4 ? 'r' : '-'}${part & 2 ? 'w' : '-'}${part & 1 ? 'x' : '-'}`
  })
  return kinds[inode.kind] + bits.join('')
}
