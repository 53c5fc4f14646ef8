import { Content } from './content.ts'
import type { FileSystem } from './file-system.ts'

export type InodeKind = 'file' | 'directory' | 'link' | 'device' | 'fifo' | 'socket'

/** What a device does with what it is given and asked for. */
export type Device = 'null' | 'zero' | 'full' | 'random' | 'tty' | 'console' | 'block'

/** A disk or partition behind its file in /dev. */
export interface BlockNode {
  /** `259, 0` */
  readonly numbers: string
  readonly size: number
  read(position: number, length: number): Uint8Array
  write(position: number, bytes: Uint8Array): void
}

let nextIno = 131_073

/** One thing on the file system, under one name or several. */
export class Inode {
  readonly ino = nextIno++
  readonly kind: InodeKind
  mode: number
  uid: number
  gid: number
  mtimeMs: number
  links = 1
  readonly #children: Map<string, Inode> | undefined
  /** Of a directory whose entries are made when they are asked for: the processes in /proc. */
  makeChildren: ((planted: Map<string, Inode>) => Map<string, Inode>) | undefined
  /** Of a file. */
  content: Content | undefined
  /** Of a file whose text is made when it is read, such as those in /proc. */
  generate: (() => string) | undefined
  /** Of a file that acts on what is written to it, such as those in /proc/sys. */
  accept: ((text: string) => void) | undefined
  /** Of a symbolic link. */
  target = ''
  device: Device | undefined
  /** Of a block device. */
  block: BlockNode | undefined
  /** Where it is kept. */
  fs: FileSystem | undefined
  /** Of a directory that something is mounted on. */
  covered: FileSystem | undefined
  /** Every path it can be reached by from the root of its file system, for writing it to its disk. */
  readonly paths = new Set<string>()

  constructor(kind: InodeKind, mode: number, uid: number, gid: number, mtimeMs: number) {
    this.kind = kind
    this.mode = mode
    this.uid = uid
    this.gid = gid
    this.mtimeMs = mtimeMs
    this.#children = kind === 'directory' ? new Map() : undefined
    if (kind === 'file') this.content = new Content()
  }

  /** Of a directory, by name. */
  get children(): Map<string, Inode> | undefined {
    return this.makeChildren && this.#children ? this.makeChildren(this.#children) : this.#children
  }

  get size(): number {
    if (this.kind === 'link') return Buffer.byteLength(this.target)
    if (this.kind === 'directory') return 4096
    return this.generate ? 0 : (this.content?.size ?? 0)
  }
}

/** Who asks: the kernel looks at the effective ids. */
export interface Credentials {
  readonly uid: number
  readonly gid: number
  readonly groups: readonly number[]
}

export const rootCredentials: Credentials = { uid: 0, gid: 0, groups: [0] }

/** Whether `who` may do all of `wanted` (bits: 4 read, 2 write, 1 execute or search). */
export function allowed(inode: Inode, who: Credentials, wanted: number): boolean {
  if (who.uid === 0)
    return (wanted & 1) === 0 || inode.kind === 'directory' || (inode.mode & 0o111) !== 0
  let bits = inode.mode & 7
  if (inode.uid === who.uid) bits = (inode.mode >> 6) & 7
  else if (inode.gid === who.gid || who.groups.includes(inode.gid)) bits = (inode.mode >> 3) & 7
  return (bits & wanted) === wanted
}
