import { createHash } from 'node:crypto'
import type { Chunk, DiskChange, DiskEntry } from '../../disks/entry.ts'
import { Content } from './content.ts'
import { inTree } from '../../disks/layout.ts'
import type { FileSystem } from './file-system.ts'
import { Inode } from './inode.ts'

/** Trees that live in memory and are made anew with every boot. */
const volatile = ['/proc', '/sys', '/dev']
/** Bytes that go to the store in one message. */
const batchBytes = 1024 * 1024

const isVolatile = (path: string): boolean => volatile.some((tree) => path.startsWith(`${tree}/`))

/** Hands everything that changed to `put`, in batches; chunks come before, or with, the entry that names them. */
export function saveChanges(
  fs: FileSystem,
  tree: number,
  put: (changes: DiskChange[], chunks: Chunk[], last: boolean) => void,
): void {
  let changes: DiskChange[] = []
  let chunks: Chunk[] = []
  let bytes = 0
  const send = (last: boolean): void => {
    put(changes, chunks, last)
    changes = []
    chunks = []
    bytes = 0
  }
  const paths = [...fs.changed].filter((path) => !isVolatile(path)).sort()
  fs.changed.clear()
  if (paths.length === 0) return
  for (const path of paths) {
    const inode = fs.at(path)
    const entry = inode?.paths.has(path)
      ? entryOf(inode, (chunk) => {
          chunks.push(chunk)
          bytes += chunk.bytes.length
          if (bytes >= batchBytes) send(false)
        })
      : null
    if (entry !== undefined) changes.push([inTree(tree, path), entry])
    if (changes.length >= 500) send(false)
  }
  send(true)
}

/** What is kept of an inode; undefined for what cannot be on a disk. */
function entryOf(inode: Inode, give: (chunk: Chunk) => void): DiskEntry | undefined {
  const common = {
    mode: inode.mode,
    uid: inode.uid,
    gid: inode.gid,
    mtimeMs: inode.mtimeMs,
    size: inode.kind === 'directory' ? 0 : inode.size,
  }
  switch (inode.kind) {
    case 'directory':
      return { kind: 'd', ...common }
    case 'link':
      return { kind: 'l', ...common, target: inode.target }
    case 'file':
      return inode.content
        ? { kind: 'f', ...common, chunks: hashesOf(inode.content, give) }
        : undefined
    case 'device':
    case 'fifo':
    case 'socket':
      return undefined
  }
}

function hashesOf(content: Content, give: (chunk: Chunk) => void): (string | null)[] {
  return content.pieces.map((piece, index) => {
    if (!piece) return null
    if (piece.hash !== undefined) return piece.hash
    const bytes = content.exact(index)
    if (!bytes) return null
    const hash = createHash('sha256').update(bytes).digest('hex')
    give({ hash, bytes })
    content.saved(index, hash)
    return hash
  })
}

/** Puts what was kept of one of a disk's trees on top of what is there. */
export function loadChanges(fs: FileSystem, tree: number, changes: readonly DiskChange[]): void {
  const prefix = inTree(tree, '/')
  const own = changes.filter(([path]) => path.startsWith(prefix))
  // Parents before children; the order of names does that.
  for (const [kept, entry] of own.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const path = kept.slice(prefix.length - 1)
    if (!entry) {
      fs.uproot(path)
      continue
    }
    const kind = entry.kind === 'd' ? 'directory' : entry.kind === 'l' ? 'link' : 'file'
    const inode = new Inode(kind, entry.mode, entry.uid, entry.gid, entry.mtimeMs)
    if (entry.target !== undefined) inode.target = entry.target
    if (entry.kind === 'f') inode.content = new Content(entry.size, entry.chunks)
    fs.plant(path, inode)
  }
}
