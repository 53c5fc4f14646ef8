import { DiskFile, type OpenFile } from '../../system/open-file.ts'
import { reasonOf } from '../../vfs/errors.ts'
import type { Call, Program } from '../call.ts'

/** `4K`, `1M`, `2GB`. */
export function byteCount(text: string): number | undefined {
  const match = /^(\d+)([cwbkKMGT]?)(i?B)?$/.exec(text)
  if (!match) return undefined
  const units: Readonly<Record<string, number>> = {
    '': 1,
    c: 1,
    w: 2,
    b: 512,
    k: 1024,
    K: 1024,
    M: 1024 ** 2,
    G: 1024 ** 3,
    T: 1024 ** 4,
  }
  const decimal: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9, T: 1e12 }
  const unit = match[2] ?? ''
  return Number(match[1]) * ((match[3] === 'B' ? decimal[unit] : units[unit]) ?? 1)
}

function human(bytes: number): string {
  for (const [size, unit] of [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const)
    if (bytes >= size) return `${(bytes / size).toFixed(bytes / size < 10 ? 1 : 0)} ${unit}`
  return `${bytes} B`
}

const partBytes = 131_072
/** After so many bytes what was written goes to the disk. */
const flushBytes = 32 * 1024 * 1024

/** Skips so much of a file: by its position, or by reading where it has none. */
async function skip(call: Call, file: OpenFile, bytes: number): Promise<void> {
  if (file instanceof DiskFile) file.position = bytes
  else
    for (let left = bytes; left > 0;) {
      const part = await file.read(Math.min(left, partBytes), call.signal)
      if (!part) return
      left -= part.length
    }
}

export const dd: Program = async (call) => {
  const settings = new Map(
    call.args.map((arg) => [arg.split('=')[0] ?? '', arg.split('=').slice(1).join('=')]),
  )
  for (const name of ['bs', 'ibs', 'obs', 'count', 'skip', 'seek']) {
    const text = settings.get(name)
    if (text !== undefined && byteCount(text) === undefined)
      return call.fail(`invalid number: ‘${text}’`)
  }
  const size = (name: string, fallback: number): number =>
    byteCount(settings.get(name) ?? '') ?? fallback
  const block = Math.min(size('bs', size('ibs', 512)), 64 * 1024 * 1024)
  const count = size('count', Infinity)
  const from = settings.get('if')
  const to = settings.get('of')
  const keep = (settings.get('conv') ?? '').includes('notrunc') || size('seek', 0) > 0
  let input: OpenFile
  let output: OpenFile | undefined
  try {
    input = call.open(from ?? '-')
  } catch (error) {
    return call.fail(`failed to open '${from}': ${reasonOf(error)}`)
  }
  try {
    output =
      to === undefined
        ? call.files.get(1)?.share()
        : call.machine.open(
            call.absolute(to),
            keep ? 'update' : 'write',
            call.cred,
            call.files,
            call.umask,
          )
  } catch (error) {
    input.release()
    return call.fail(`failed to open '${to}': ${reasonOf(error)}`)
  }
  const startedAt = await call.machine.outside.freshNow()
  let bytes = 0
  let unflushed = 0
  let whole = 0
  let partial = 0
  let problem: string | undefined
  try {
    await skip(call, input, size('skip', 0) * block)
    if (to !== undefined && output instanceof DiskFile) output.position = size('seek', 0) * block
    while (whole + partial < count) {
      await call.breathe()
      let left = block
      while (left > 0) {
        const part = await input.read(Math.min(left, partBytes), call.signal)
        if (!part) break
        await output?.write(part, call.signal)
        bytes += part.length
        unflushed += part.length
        left -= part.length
        // A pipe hands over what it has; that is a record of its own.
        if (!(input instanceof DiskFile)) break
      }
      if (left === block) break
      if (left === 0) whole++
      else partial++
      if (unflushed >= flushBytes) {
        unflushed = 0
        call.machine.flush()
      }
    }
  } catch (error) {
    call.signal.throwIfAborted()
    problem = `error writing '${to ?? 'standard output'}': ${reasonOf(error)}`
  } finally {
    input.release()
    output?.release()
  }
  if (problem !== undefined) await call.fail(problem)
  if (settings.get('status') === 'none') return problem === undefined ? 0 : 1
  const elapsed = ((await call.machine.outside.freshNow()) - startedAt) / 1000
  // Memory takes about a gigabyte a second; a guest's clock may have stood still meanwhile.
  const seconds = Math.max(0.0001 + bytes / 1.1e9, elapsed)
  const records = `${whole}+${partial} records`
  const binary = bytes >= 2 ** 20 ? `, ${Math.floor(bytes / 2 ** 20)} MiB` : ''
  await call.err(
    `${whole}+${problem === undefined ? partial : partial + 1} records in\n${records} out\n${bytes} bytes${bytes >= 1000 ? ` (${human(bytes)}${binary})` : ''} copied, ${seconds.toFixed(6)} s, ${human(bytes / seconds)}/s\n`,
  )
  return problem === undefined ? 0 : 1
}

export const fallocate: Program = async (call) => {
  const at = call.args.findIndex((arg) => arg === '-l' || arg === '--length')
  const inline = call.args.find((arg) => /^-l\d|^--length=/.test(arg))
  const text = inline?.replace(/^-l|^--length=/, '') ?? call.args[at + 1] ?? ''
  const length = byteCount(text)
  const name = call.args.findLast((arg) => !arg.startsWith('-') && arg !== text)
  if (length === undefined || (at < 0 && inline === undefined))
    return call.fail('required length argument missing or invalid')
  if (name === undefined) return call.fail('no filename specified')
  try {
    const inode = call.vfs.openForWriting(call.absolute(name), call.cred, 0o666 & ~call.umask)
    if (inode.size < length) await call.vfs.truncate(inode, length)
    return 0
  } catch (error) {
    return call.fail(`${name.startsWith('/') ? '' : ''}fallocate failed: ${reasonOf(error)}`)
  }
}
