import type { CpOptions, FsStat, IFileSystem, MkdirOptions, RmOptions } from 'just-bash'
import { FsError } from '../vfs/errors.ts'
import type { Inode } from '../vfs/inode.ts'
import type { Call } from './call.ts'

/** The guest's files as the just-bash library asks for them, with the rights of one caller. */
export class CallFileSystem implements IFileSystem {
  readonly #call: Call

  constructor(call: Call) {
    this.#call = call
  }

  async readFile(path: string, options?: Parameters<IFileSystem['readFile']>[1]): Promise<string> {
    const encoding = typeof options === 'string' ? options : (options?.encoding ?? 'utf8')
    return Buffer.from(await this.readFileBuffer(path)).toString(
      encoding === 'binary' ? 'latin1' : encoding,
    )
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    if (/^\/dev\/(?:fd\/|std)/.test(path)) {
      const file = this.#call.machine.open(path, 'read', this.#call.cred, this.#call.files)
      const parts: Uint8Array[] = []
      for (
        let bytes = await file.read(65_536, this.#call.signal);
        bytes;
        bytes = await file.read(65_536, this.#call.signal)
      )
        parts.push(bytes.slice())
      file.release()
      return Buffer.concat(parts)
    }
    return this.#call.vfs.readFile(path, this.#call.cred)
  }

  async writeFile(
    path: string,
    content: string | Uint8Array,
    options?: Parameters<IFileSystem['writeFile']>[2],
  ): Promise<void> {
    this.#call.vfs.writeFile(
      path,
      bytesOf(content, options),
      this.#call.cred,
      0o666 & ~this.#call.umask,
    )
  }

  async appendFile(
    path: string,
    content: string | Uint8Array,
    options?: Parameters<IFileSystem['writeFile']>[2],
  ): Promise<void> {
    await this.#call.vfs.appendFile(
      path,
      bytesOf(content, options),
      this.#call.cred,
      0o666 & ~this.#call.umask,
    )
  }

  async exists(path: string): Promise<boolean> {
    return /^\/dev\/fd\/\d+$/.test(path) || this.#call.vfs.peek(path, this.#call.cred) !== undefined
  }

  async stat(path: string): Promise<FsStat> {
    return this.#stat(path, true)
  }

  async lstat(path: string): Promise<FsStat> {
    return this.#stat(path, false)
  }

  async mkdir(path: string, options?: MkdirOptions): Promise<void> {
    if (options?.recursive)
      this.#call.vfs.makeDirectories(path, this.#call.cred, 0o777 & ~this.#call.umask)
    else this.#call.vfs.create(path, 'directory', 0o777 & ~this.#call.umask, this.#call.cred)
  }

  async readdir(path: string): Promise<string[]> {
    return this.#call.vfs.list(path, this.#call.cred).map(([name]) => name)
  }

  async readdirWithFileTypes(path: string) {
    return this.#call.vfs.list(path, this.#call.cred).map(([name, inode]) => ({
      name,
      isFile: inode.kind === 'file' || inode.kind === 'device',
      isDirectory: inode.kind === 'directory',
      isSymbolicLink: inode.kind === 'link',
    }))
  }

  async rm(path: string, options?: RmOptions): Promise<void> {
    const { vfs, cred } = this.#call
    const inode = vfs.locate(path, cred, false).inode
    if (!inode) {
      if (options?.force) return
      throw new FsError('ENOENT', path, 'rm')
    }
    if (inode.kind === 'directory' && options?.recursive)
      for (const name of await this.readdir(path)) await this.rm(`${path}/${name}`, options)
    vfs.remove(path, cred, inode.kind === 'directory' ? 'directory' : 'file')
  }

  async cp(source: string, target: string, options?: CpOptions): Promise<void> {
    const { vfs, cred } = this.#call
    const inode = vfs.find(source, cred)
    if (inode.kind !== 'directory')
      return void vfs.writeFile(target, await vfs.readFile(source, cred), cred, inode.mode)
    if (!options?.recursive) throw new FsError('EISDIR', source, 'cp')
    vfs.makeDirectories(target, cred)
    for (const name of await this.readdir(source))
      await this.cp(`${source}/${name}`, `${target}/${name}`, options)
  }

  async mv(source: string, target: string): Promise<void> {
    this.#call.vfs.rename(source, target, this.#call.cred)
  }

  resolvePath(base: string, path: string): string {
    const parts: string[] = []
    for (const part of (path.startsWith('/') ? path : `${base}/${path}`).split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '' && part !== '.') parts.push(part)
    }
    return `/${parts.join('/')}`
  }

  getAllPaths(): string[] {
    return []
  }

  async chmod(path: string, mode: number): Promise<void> {
    this.#call.vfs.chmod(path, mode, this.#call.cred)
  }

  async symlink(target: string, path: string): Promise<void> {
    this.#call.vfs.symlink(target, path, this.#call.cred)
  }

  async link(existing: string, path: string): Promise<void> {
    this.#call.vfs.link(existing, path, this.#call.cred)
  }

  async readlink(path: string): Promise<string> {
    const inode = this.#call.vfs.find(path, this.#call.cred, false)
    if (inode.kind !== 'link') throw new FsError('EINVAL', path, 'readlink')
    return inode.target
  }

  async realpath(path: string): Promise<string> {
    return this.#call.vfs.realpath(path, this.#call.cred)
  }

  async utimes(path: string, _accessed: Date, modified: Date): Promise<void> {
    this.#call.vfs.utimes(path, modified.getTime(), this.#call.cred)
  }

  #stat(path: string, last: boolean): FsStat {
    if (/^\/dev\/fd\/\d+$/.test(path))
      return {
        isFile: true,
        isDirectory: false,
        isSymbolicLink: false,
        mode: 0o600,
        size: 0,
        mtime: new Date(this.#call.vfs.now()),
      }
    return statOf(this.#call.vfs.find(path, this.#call.cred, last))
  }
}

function statOf(inode: Inode): FsStat {
  return {
    isFile: inode.kind === 'file' || inode.kind === 'device',
    isDirectory: inode.kind === 'directory',
    isSymbolicLink: inode.kind === 'link',
    mode: inode.mode,
    size: inode.size,
    mtime: new Date(inode.mtimeMs),
    dev: 259,
    ino: inode.ino,
  }
}

function bytesOf(
  content: string | Uint8Array,
  options: Parameters<IFileSystem['writeFile']>[2],
): Uint8Array {
  if (typeof content !== 'string') return content
  const encoding = typeof options === 'string' ? options : (options?.encoding ?? 'utf8')
  return Buffer.from(content, encoding === 'binary' ? 'latin1' : encoding)
}
