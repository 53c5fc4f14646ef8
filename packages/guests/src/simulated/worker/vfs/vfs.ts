import type { FetchChunk } from './content.ts'
import { FsError } from './errors.ts'
import { FileSystem } from './file-system.ts'
import { allowed, Inode, type Credentials, type InodeKind } from './inode.ts'

/** Where a path leads: the directory it is in, its name there, and what is there if anything is. */
export interface Place {
  readonly directory: Inode
  readonly name: string
  /** Absolute, without symbolic links in it (but perhaps one at its end). */
  readonly path: string
  readonly inode: Inode | undefined
}

const maxLinksFollowed = 40
const maxNameLength = 255

/** The tree of files of a guest, with owners and permissions. Everything but file content is synchronous. */
export class Vfs {
  readonly rootFileSystem: FileSystem
  /** Called when the first path of a file system changes after a save. */
  onChange: () => void = () => {}
  /** What /dev/random gives. */
  random: (count: number) => Uint8Array = (count) => new Uint8Array(count)
  /** What /dev/console is told. */
  console: (text: string) => void = () => {}
  readonly fetch: FetchChunk
  /** The last append to each file. */
  #appending = new WeakMap<Inode, Promise<void>>()
  readonly now: () => number

  /** Where its paths begin, and what stands in for other directories and files: a container's view of its guest's files. */
  #view: { readonly root: Inode; readonly binds: ReadonlyMap<Inode, Inode> } | undefined

  constructor(now: () => number, fetch: FetchChunk, rootType: string | FileSystem) {
    this.now = now
    this.fetch = fetch
    if (typeof rootType !== 'string') {
      this.rootFileSystem = rootType
      return
    }
    this.rootFileSystem = new FileSystem(rootType, 0)
    this.rootFileSystem.onChange = () => this.onChange()
  }

  get root(): Inode {
    return this.#view?.root ?? this.rootFileSystem.root
  }

  /** The same files seen from a directory that no path leads out of. */
  inside(root: Inode, binds: ReadonlyMap<Inode, Inode>): Vfs {
    const vfs = new Vfs(this.now, this.fetch, this.rootFileSystem)
    vfs.random = this.random
    vfs.console = this.console
    vfs.#appending = this.#appending
    vfs.#view = { root, binds }
    return vfs
  }

  /** What is seen where `inode` stands: the root of what is mounted on it, or itself. */
  #seen(inode: Inode | undefined): Inode | undefined {
    let seen = inode && (this.#view?.binds.get(inode) ?? inode)
    while (seen?.covered) seen = seen.covered.root
    return seen
  }

  /** Follows a path. `last: false` leaves a symbolic link at its end alone. */
  locate(path: string, who: Credentials, last = true, depth = 0): Place {
    if (path === '') throw new FsError('ENOENT', path, 'stat')
    if (depth > maxLinksFollowed) throw new FsError('ELOOP', path, 'stat')
    const names = path.split('/').filter((name) => name !== '' && name !== '.')
    const mustBeDirectory = path.endsWith('/') || path.endsWith('/.')
    const trail: Inode[] = [this.root]
    const walked: string[] = []
    for (const [index, name] of names.entries()) {
      const directory = trail.at(-1) ?? this.root
      if (directory.kind !== 'directory') throw new FsError('ENOTDIR', path, 'stat')
      if (!allowed(directory, who, 1)) throw new FsError('EACCES', path, 'stat')
      if (name === '..') {
        if (trail.length > 1) trail.pop()
        walked.pop()
        continue
      }
      if (name.length > maxNameLength) throw new FsError('ENAMETOOLONG', path, 'stat')
      if (directory.fs?.gone) throw new FsError('EIO', path, 'stat')
      const inode = this.#seen(directory.children?.get(name))
      const isLast = index === names.length - 1
      if (inode?.kind === 'link' && (!isLast || last || mustBeDirectory)) {
        const rest = names.slice(index + 1).join('/')
        const target = inode.target.startsWith('/')
          ? inode.target
          : `/${walked.join('/')}/${inode.target}`
        const tail = rest === '' ? '' : `/${rest}`
        return this.locate(`${target}${tail}${mustBeDirectory ? '/' : ''}`, who, last, depth + 1)
      }
      if (isLast) {
        if (inode && mustBeDirectory && inode.kind !== 'directory')
          throw new FsError('ENOTDIR', path, 'stat')
        return { directory, name, path: `/${[...walked, name].join('/')}`, inode }
      }
      if (!inode) throw new FsError('ENOENT', path, 'stat')
      trail.push(inode)
      walked.push(name)
    }
    const inode = trail.at(-1) ?? this.root
    return {
      directory: trail.at(-2) ?? this.root,
      name: walked.at(-1) ?? '',
      path: `/${walked.join('/')}`,
      inode,
    }
  }

  find(path: string, who: Credentials, last = true): Inode {
    const { inode } = this.locate(path, who, last)
    if (!inode) throw new FsError('ENOENT', path, 'stat')
    return inode
  }

  /** The same, or undefined where it is not or may not be seen. */
  peek(path: string, who: Credentials, last = true): Inode | undefined {
    try {
      return this.locate(path, who, last).inode
    } catch {
      return undefined
    }
  }

  realpath(path: string, who: Credentials): string {
    const place = this.locate(path, who)
    if (!place.inode) throw new FsError('ENOENT', path, 'realpath')
    return place.path
  }

  list(path: string, who: Credentials): [string, Inode][] {
    const directory = this.find(path, who)
    if (!directory.children) throw new FsError('ENOTDIR', path, 'scandir')
    if (!allowed(directory, who, 4)) throw new FsError('EACCES', path, 'scandir')
    if (directory.fs?.gone) throw new FsError('EIO', path, 'scandir')
    const entries = [...directory.children].map(([name, child]): [string, Inode] => [
      name,
      this.#seen(child) ?? child,
    ])
    return entries.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  create(path: string, kind: InodeKind, mode: number, who: Credentials): Inode {
    const place = this.locate(path, who, kind !== 'link' && kind !== 'directory')
    if (place.inode) throw new FsError('EEXIST', path, kind === 'directory' ? 'mkdir' : 'open')
    this.#mayWrite(place.directory, who, path)
    const gid = (place.directory.mode & 0o2000) !== 0 ? place.directory.gid : who.gid
    const inode = new Inode(kind, mode, who.uid, gid, this.now())
    this.attach(place, inode)
    return inode
  }

  /** Creates a directory and those above it that are missing. */
  makeDirectories(path: string, who: Credentials, mode = 0o755): void {
    const parts = path.split('/').filter(Boolean)
    let at = ''
    for (const part of parts) {
      at += `/${part}`
      const inode = this.locate(at, who).inode
      if (!inode) this.create(at, 'directory', mode, who)
      else if (inode.kind !== 'directory')
        throw new FsError(at === path ? 'EEXIST' : 'ENOTDIR', path, 'mkdir')
    }
  }

  /** Removes a name; a directory must be empty. */
  remove(path: string, who: Credentials, what: 'file' | 'directory'): void {
    const place = this.locate(path, who, false)
    const { inode } = place
    if (!inode) throw new FsError('ENOENT', path, 'unlink')
    if (what === 'file' && inode.kind === 'directory') throw new FsError('EISDIR', path, 'unlink')
    if (what === 'directory' && inode.kind !== 'directory')
      throw new FsError('ENOTDIR', path, 'rmdir')
    if (inode.fs?.root === inode || this.isMountPoint(place.path))
      throw new FsError('EBUSY', path, 'unlink')
    if (inode.children?.size) throw new FsError('ENOTEMPTY', path, 'rmdir')
    this.#mayWrite(place.directory, who, path)
    this.#maySticky(place.directory, inode, who, path)
    this.#detach(place, inode)
  }

  rename(from: string, to: string, who: Credentials): void {
    const source = this.locate(from, who, false)
    const target = this.locate(to, who, false)
    const { inode } = source
    if (!inode) throw new FsError('ENOENT', from, 'rename')
    if (this.isMountPoint(source.path) || inode.fs?.root === inode)
      throw new FsError('EBUSY', from, 'rename')
    if (inode.fs !== target.directory.fs) throw new FsError('EXDEV', to, 'rename')
    if (target.path === source.path || target.inode === inode) return
    if (inode.kind === 'directory' && `${target.path}/`.startsWith(`${source.path}/`))
      throw new FsError('EINVAL', to, 'rename')
    this.#mayWrite(source.directory, who, from)
    this.#mayWrite(target.directory, who, to)
    this.#maySticky(source.directory, inode, who, from)
    if (target.inode) {
      const directories = [inode.kind === 'directory', target.inode.kind === 'directory']
      if (directories[0] && !directories[1]) throw new FsError('ENOTDIR', to, 'rename')
      if (!directories[0] && directories[1]) throw new FsError('EISDIR', to, 'rename')
      if (target.inode.children?.size) throw new FsError('ENOTEMPTY', to, 'rename')
      this.#detach(target, target.inode)
    }
    this.#detach(source, inode, true)
    this.attach(target, inode)
  }

  link(existing: string, path: string, who: Credentials): void {
    const inode = this.find(existing, who, false)
    if (inode.kind === 'directory') throw new FsError('EPERM', existing, 'link')
    const place = this.locate(path, who, false)
    if (place.inode) throw new FsError('EEXIST', path, 'link')
    if (inode.fs !== place.directory.fs) throw new FsError('EXDEV', path, 'link')
    this.#mayWrite(place.directory, who, path)
    inode.links++
    this.attach(place, inode)
  }

  symlink(target: string, path: string, who: Credentials): void {
    const inode = this.create(path, 'link', 0o777, who)
    inode.target = target
  }

  chmod(path: string, mode: number, who: Credentials): void {
    const inode = this.find(path, who)
    this.#mayChange(inode, path)
    if (who.uid !== 0 && who.uid !== inode.uid) throw new FsError('EPERM', path, 'chmod')
    inode.mode = mode & 0o7777
    this.touched(inode)
  }

  chown(
    path: string,
    uid: number | undefined,
    gid: number | undefined,
    who: Credentials,
    last = true,
  ): void {
    const inode = this.find(path, who, last)
    this.#mayChange(inode, path)
    const ownGroup = gid === undefined || gid === who.gid || who.groups.includes(gid)
    if (who.uid !== 0 && (inode.uid !== who.uid || (uid ?? who.uid) !== who.uid || !ownGroup))
      throw new FsError('EPERM', path, 'chown')
    inode.uid = uid ?? inode.uid
    inode.gid = gid ?? inode.gid
    this.touched(inode)
  }

  utimes(path: string, mtimeMs: number, who: Credentials): void {
    const inode = this.find(path, who)
    this.#mayChange(inode, path)
    if (who.uid !== 0 && who.uid !== inode.uid && !allowed(inode, who, 2))
      throw new FsError('EACCES', path, 'utimes')
    inode.mtimeMs = mtimeMs
    this.touched(inode)
  }

  /** Puts an inode under a name, and notes it (with everything below) as changed. */
  attach(place: Pick<Place, 'directory' | 'name'>, inode: Inode): void {
    place.directory.children?.set(place.name, inode)
    place.directory.mtimeMs = this.now()
    this.touched(place.directory)
    this.#spread(inode, pathUnder(place), place.directory.fs)
  }

  /** Says that an inode differs from what is kept. */
  touched(inode: Inode): void {
    for (const path of inode.paths) inode.fs?.touched(path)
  }

  isMountPoint(path: string): boolean {
    return path === '/' || path === '/proc' || path === '/sys' || path === '/dev' || path === '/run'
  }

  async readFile(path: string, who: Credentials): Promise<Uint8Array> {
    const inode = this.find(path, who)
    if (inode.kind === 'directory') throw new FsError('EISDIR', path, 'read')
    if (!allowed(inode, who, 4)) throw new FsError('EACCES', path)
    if (inode.fs?.gone) throw new FsError('EIO', path, 'read')
    if (inode.generate) return Buffer.from(inode.generate())
    return (await inode.content?.readAll(this.fetch)) ?? new Uint8Array(0)
  }

  async readText(path: string, who: Credentials): Promise<string> {
    return Buffer.from(await this.readFile(path, who)).toString()
  }

  /** Replaces a file's content, creating it if need be. */
  writeFile(path: string, bytes: Uint8Array | string, who: Credentials, mode = 0o644): Inode {
    const inode = this.openForWriting(path, who, mode)
    const data = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
    if (inode.device) return inode
    if (inode.accept) {
      inode.accept(data.toString())
      return inode
    }
    this.grow(inode, data.length - inode.size, path)
    inode.content?.replace(data)
    if (inode.fs) inode.fs.bytesWritten += data.length
    inode.mtimeMs = this.now()
    this.touched(inode)
    return inode
  }

  async appendFile(
    path: string,
    bytes: Uint8Array | string,
    who: Credentials,
    mode = 0o644,
  ): Promise<void> {
    const inode = this.openForWriting(path, who, mode)
    await this.append(inode, typeof bytes === 'string' ? Buffer.from(bytes) : bytes, path)
  }

  /** Writes at the end, one after another: two at once must not take the same place. */
  async append(inode: Inode, bytes: Uint8Array, path = ''): Promise<void> {
    const before = this.#appending.get(inode)
    const write = async (): Promise<void> => {
      await before?.catch(() => {})
      await this.writeAt(inode, inode.size, bytes, path)
    }
    const turn = write()
    this.#appending.set(inode, turn)
    await turn
  }

  openForWriting(path: string, who: Credentials, mode = 0o644): Inode {
    const place = this.locate(path, who)
    if (!place.inode) return this.create(place.path, 'file', mode, who)
    if (place.inode.kind === 'directory') throw new FsError('EISDIR', path)
    if (!place.inode.device) this.#mayChange(place.inode, path)
    if (!allowed(place.inode, who, 2)) throw new FsError('EACCES', path)
    return place.inode
  }

  async writeAt(inode: Inode, position: number, bytes: Uint8Array, path = ''): Promise<void> {
    if (inode.device || !inode.content) return
    if (inode.accept) return inode.accept(Buffer.from(bytes).toString())
    this.grow(inode, Math.max(0, position + bytes.length - inode.content.size), path)
    await inode.content.write(position, bytes, this.fetch)
    if (inode.fs) inode.fs.bytesWritten += bytes.length
    inode.mtimeMs = this.now()
    this.touched(inode)
  }

  async truncate(inode: Inode, size: number): Promise<void> {
    if (!inode.content) return
    this.grow(inode, size - inode.content.size, '')
    if (size === 0) inode.content.replace(new Uint8Array(0))
    else await inode.content.truncate(size, this.fetch)
    inode.mtimeMs = this.now()
    this.touched(inode)
  }

  /** Takes room for a file on its file system, or gives it back. */
  grow(inode: Inode, bytes: number, path: string): void {
    const { fs } = inode
    if (!fs) return
    if (fs.gone) throw new FsError('EIO', path, 'write')
    if (!fs.takes(bytes)) throw new FsError('ENOSPC', path, 'write')
    fs.used += bytes
  }

  #mayChange(inode: Inode, path: string): void {
    if (inode.fs?.readOnly) throw new FsError('EROFS', path)
    if (inode.fs?.gone) throw new FsError('EIO', path)
  }

  #mayWrite(directory: Inode, who: Credentials, path: string): void {
    this.#mayChange(directory, path)
    if (!allowed(directory, who, 3)) throw new FsError('EACCES', path)
    if (directory.fs !== this.rootFileSystem) return
    for (const at of directory.paths)
      if (at === '/proc' || at === '/sys' || at.startsWith('/proc/') || at.startsWith('/sys/'))
        throw new FsError('EPERM', path)
  }

  #maySticky(directory: Inode, inode: Inode, who: Credentials, path: string): void {
    const sticky = (directory.mode & 0o1000) !== 0
    if (sticky && who.uid !== 0 && who.uid !== inode.uid && who.uid !== directory.uid)
      throw new FsError('EPERM', path, 'unlink')
  }

  #detach(place: Place, inode: Inode, moving = false): void {
    place.directory.children?.delete(place.name)
    place.directory.mtimeMs = this.now()
    this.touched(place.directory)
    if (!moving && --inode.links <= 0 && inode.fs) inode.fs.used -= inode.content?.size ?? 0
    this.#withdraw(inode, pathUnder(place))
  }

  #spread(inode: Inode, path: string, fs: FileSystem | undefined): void {
    inode.fs = fs
    inode.paths.add(path)
    fs?.touched(path)
    for (const [name, child] of inode.children ?? [])
      this.#spread(child, `${path === '/' ? '' : path}/${name}`, fs)
  }

  #withdraw(inode: Inode, path: string): void {
    inode.fs?.touched(path)
    inode.paths.delete(path)
    for (const [name, child] of inode.children ?? []) this.#withdraw(child, `${path}/${name}`)
  }
}

/** The path of a name within its file system; a directory has one only. */
function pathUnder(place: Pick<Place, 'directory' | 'name'>): string {
  const [directory = ''] = place.directory.paths
  return `${directory === '/' ? '' : directory}/${place.name}`
}
