import { Inode } from './inode.ts'

let nextDevice = 1

/** A tree of files on one device, mounted or not: what it may hold, what of it is not written yet. */
export class FileSystem {
  readonly type: string
  readonly root: Inode
  /** `st_dev`. */
  readonly device = nextDevice++
  /** Paths, from its own root, that differ from what is kept on its disk. */
  readonly changed = new Set<string>()
  /** Bytes that files may hold, and those they hold. */
  capacity = Infinity
  /** Where it lies, if it lies on a disk. */
  disk: { readonly full: boolean } | undefined
  used = 0
  readOnly = false
  /** Its disk was pulled from under it: everything fails. */
  gone = false
  /** What programs wrote, for the metrics. */
  bytesWritten = 0
  /** Called when the first path changes after a save. */
  onChange: () => void = () => {}

  constructor(type: string, nowMs: number) {
    this.type = type
    this.root = new Inode('directory', 0o755, 0, 0, nowMs)
    this.root.fs = this
    this.root.paths.add('/')
  }

  /** Whether so many bytes more find room. */
  takes(bytes: number): boolean {
    return bytes <= 0 || (this.disk?.full !== true && this.used + bytes <= this.capacity)
  }

  /** Called with each path that changes. */
  onTouch: (path: string) => void = () => {}

  touched(path: string): void {
    this.onTouch(path)
    if (this.changed.size === 0) this.onChange()
    this.changed.add(path)
  }

  /** What a path of this file system is, without following links or mounts. */
  at(path: string): Inode | undefined {
    let inode: Inode | undefined = this.root
    for (const name of path.split('/')) if (name !== '') inode = inode?.children?.get(name)
    return inode
  }

  /** For base trees and what was kept: neither permissions nor change marks. */
  plant(path: string, inode: Inode): void {
    const names = path.split('/').filter(Boolean)
    const name = names.pop()
    let directory = this.root
    let at = ''
    for (const part of names) {
      at += `/${part}`
      let next = directory.children?.get(part)
      if (!next || next.kind !== 'directory') {
        next = new Inode('directory', 0o755, 0, 0, inode.mtimeMs)
        next.fs = this
        next.paths.add(at)
        directory.children?.set(part, next)
      }
      directory = next
    }
    if (name === undefined) {
      Object.assign(this.root, {
        mode: inode.mode,
        uid: inode.uid,
        gid: inode.gid,
        mtimeMs: inode.mtimeMs,
      })
      return
    }
    const before = directory.children?.get(name)
    // A kept directory row carries owner and mode only; what is below it stays.
    if (before?.kind === 'directory' && inode.kind === 'directory') {
      before.mode = inode.mode
      before.uid = inode.uid
      before.gid = inode.gid
      before.mtimeMs = inode.mtimeMs
      return
    }
    this.used += (inode.content?.size ?? 0) - (before?.content?.size ?? 0)
    inode.fs = this
    inode.paths.add(path)
    directory.children?.set(name, inode)
  }

  /** The same: takes a path away without further ado. */
  uproot(path: string): void {
    const names = path.split('/').filter(Boolean)
    const name = names.pop()
    let directory: Inode | undefined = this.root
    for (const part of names) directory = directory?.children?.get(part)
    if (name === undefined) return
    this.used -= directory?.children?.get(name)?.content?.size ?? 0
    directory?.children?.delete(name)
  }
}
