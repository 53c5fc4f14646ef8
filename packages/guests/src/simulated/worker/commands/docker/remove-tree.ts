import { rootCredentials as root } from '../../vfs/inode.ts'
import type { Vfs } from '../../vfs/vfs.ts'

/** Takes a directory away with all that is in it. */
export function removeTree(vfs: Vfs, path: string): void {
  const inode = vfs.peek(path, root, false)
  if (!inode) return
  if (inode.kind === 'directory')
    for (const [name] of vfs.list(path, root)) removeTree(vfs, `${path}/${name}`)
  vfs.remove(path, root, inode.kind === 'directory' ? 'directory' : 'file')
}
