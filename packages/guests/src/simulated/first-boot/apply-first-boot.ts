import { createHash } from 'node:crypto'
import type { GuestSpec } from '../../driver.ts'
import type { DiskStore } from '../disks/disk-store.ts'
import type { Chunk, DiskChange, DiskEntry } from '../disks/entry.ts'
import { distributions } from '../distributions.ts'
import { firstBootFiles, firstBootMark, withLines, type FirstBootFile } from './first-boot-files.ts'

const defaultUserId = 1000

/** Writes a first boot's files without waking the guest: its disk is about to be seen by somebody else. */
export function applyFirstBoot(store: DiskStore, volumeId: string, spec: GuestSpec): void {
  if (distributions[spec.distribution].family === 'windows') return
  if (!store.hasVolume(volumeId) || store.pathExists(volumeId, firstBootMark(spec))) return
  const chunks: Chunk[] = []
  const changes = firstBootFiles(spec).map((file): DiskChange => {
    const bytes = contentOf(store, volumeId, file)
    return [file.path, entryOf(file, spec.bootedAt, bytes, chunks)]
  })
  store.write(volumeId, changes, chunks)
}

function contentOf(store: DiskStore, volumeId: string, file: FirstBootFile): Buffer {
  if (file.bytes) return Buffer.from(file.bytes)
  if (!file.append) return Buffer.from(file.text ?? '')
  const before = store.entry(volumeId, file.path)?.chunks ?? []
  const text = Buffer.concat(
    before.map((hash) => (hash === null ? undefined : store.chunk(hash)) ?? new Uint8Array(0)),
  ).toString()
  return Buffer.from(withLines(text, file.append))
}

function entryOf(file: FirstBootFile, atMs: number, bytes: Buffer, chunks: Chunk[]): DiskEntry {
  const id = file.owner === 'user' ? defaultUserId : 0
  const common = { mode: file.mode, uid: id, gid: id, mtimeMs: atMs }
  if (file.kind === 'directory') return { kind: 'd', ...common, size: 0 }
  if (file.kind === 'link') {
    const target = file.target ?? ''
    return { kind: 'l', ...common, size: target.length, target }
  }
  if (bytes.length === 0) return { kind: 'f', ...common, size: 0, chunks: [] }
  const hash = createHash('sha256').update(bytes).digest('hex')
  chunks.push({ hash, bytes })
  return { kind: 'f', ...common, size: bytes.length, chunks: [hash] }
}
