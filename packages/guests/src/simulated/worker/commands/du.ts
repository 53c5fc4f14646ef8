import type { Inode } from '../vfs/inode.ts'
import { options, type Program } from './call.ts'
import { humanSize } from './ls.ts'

const blockBytes = 4096

/** `du`: what files take on the disk in whole blocks, or with `-b` what is in them. */
export const du: Program = async (call) => {
  const { flags, operands } = options(call.args, 'dtBX', ['max-depth', 'block-size', 'exclude'])
  const has = (...names: string[]): boolean => names.some((name) => flags.has(name))
  const apparent = has('b', 'bytes', 'apparent-size')
  const depthText = flags.get('d') ?? flags.get('max-depth')
  const deepest = has('s', 'summarize') ? 0 : depthText === undefined ? Infinity : Number(depthText)
  // A small directory lies within its inode on XFS.
  const directoryBytes = call.machine.facts.rootFileSystem === 'xfs' ? 0 : blockBytes
  const seen = new Set<Inode>()
  const own = (inode: Inode): number => {
    if (apparent) return inode.size
    if (inode.kind === 'directory') return directoryBytes
    return inode.kind === 'file' ? Math.ceil(inode.size / blockBytes) * blockBytes : 0
  }
  const shown = (bytes: number): string => {
    if (has('h', 'human-readable')) return bytes === 0 ? '0' : humanSize(bytes)
    if (has('b', 'bytes')) return String(bytes)
    return String(Math.ceil(bytes / (has('m') ? 2 ** 20 : 1024)))
  }
  let status = 0
  const visit = async (path: string, inode: Inode, depth: number): Promise<number> => {
    await call.breathe()
    if (seen.has(inode)) return 0
    seen.add(inode)
    let bytes = own(inode)
    if (inode.kind === 'directory') {
      let children: [string, Inode][] = []
      try {
        children = call.vfs.list(call.absolute(path), call.cred)
      } catch {
        status = await call.fail(`cannot read directory '${path}': Permission denied`)
      }
      for (const [name] of children) {
        const below = path === '/' ? `/${name}` : `${path}/${name}`
        const child = call.vfs.peek(call.absolute(below), call.cred, false)
        if (child) bytes += await visit(below, child, depth + 1)
      }
    }
    const isListed = inode.kind === 'directory' || depth === 0 || has('a', 'all')
    if (isListed && depth <= deepest) await call.out(`${shown(bytes)}\t${path}\n`)
    return bytes
  }
  let total = 0
  for (const name of operands.length > 0 ? operands : ['.']) {
    const inode = call.vfs.peek(call.absolute(name), call.cred, name.endsWith('/'))
    const path = name === '/' ? name : name.replace(/\/+$/, '')
    if (inode) total += await visit(path, inode, 0)
    else status = await call.fail(`cannot access '${name}': No such file or directory`)
  }
  if (has('c', 'total')) await call.out(`${shown(total)}\ttotal\n`)
  return status
}
