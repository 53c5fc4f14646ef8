import type { DatabaseSync } from 'node:sqlite'
import type { Disks, DiskSource } from '../../driver.ts'
import type { Chunk, DiskChange, DiskEntry } from './entry.ts'
import { Layers } from './layers.ts'
import { openDiskDatabase } from './schema.ts'

/** The contents of one volume as a worker needs them: the distribution at the bottom and every change above it. */
export interface DiskImage {
  readonly sizeGiB: number
  /** `al2023/x86_64`, or undefined for a disk that began blank. */
  readonly base: string | undefined
  readonly changes: readonly DiskChange[]
}

interface VolumeRow {
  readonly sizeGiB: number
  readonly parent: number | null
  readonly top: number | null
}

/** Bytes that a distribution's own root disk holds before anything is written on it. */
const baseUsedBytes = 1_610_612_736

/** Copy-on-write disks in one SQLite file (or in memory). A volume that nobody has written to is a single row. */
export class DiskStore implements Disks {
  readonly #database: DatabaseSync
  readonly #layers: Layers
  readonly #statements
  readonly #uploading = new Set<string>()
  /** The row that was looked at last: what makes a volume and what boots from it ask for it several times in a row. */
  #latest: { readonly volumeId: string; readonly row: VolumeRow | undefined } | undefined
  /** Guests whose running system is kept: few, while every boot and end asks to forget one. */
  readonly #runtimes: Set<string>
  /** Makes the guest that uses a volume hand over what it has not written yet. */
  flushVolume: (volumeId: string) => Promise<void> = async () => {}

  constructor(dataDir: string | undefined) {
    this.#database = openDiskDatabase(dataDir)
    this.#layers = new Layers(this.#database)
    this.#layers.sweep()
    const prepare = (sql: string) => this.#database.prepare(sql)
    this.#statements = {
      volume: prepare('select size_gib, parent, top from volumes where id = ?'),
      putVolume: prepare(
        'insert into volumes (id, size_gib, parent, top) values (?, ?, ?, null) on conflict do nothing',
      ),
      resize: prepare('update volumes set size_gib = ? where id = ?'),
      setLayers: prepare('update volumes set parent = ?, top = ? where id = ?'),
      dropVolume: prepare('delete from volumes where id = ?'),
      volumes: prepare('select id from volumes'),
      snapshot: prepare('select layer, used from snapshots where id = ?'),
      putSnapshot: prepare('insert into snapshots (id, layer, used) values (?, ?, ?)'),
      dropSnapshot: prepare('delete from snapshots where id = ?'),
      snapshots: prepare('select id from snapshots'),
      runtime: prepare('select state from runtimes where guest = ?'),
      putRuntime: prepare('insert or replace into runtimes (guest, state) values (?, ?)'),
      dropRuntime: prepare('delete from runtimes where guest = ?'),
    }
    const kept = this.#database.prepare('select guest from runtimes').all()
    this.#runtimes = new Set(kept.map(({ guest }) => String(guest)))
  }

  createVolume(volumeId: string, sizeGiB: number, from: DiskSource): void {
    // One that counts no reference is one row, and its own transaction.
    const parent = from.kind === 'snapshot' ? undefined : this.#sourceLayer(from)
    if (parent !== undefined && this.#putVolume(volumeId, sizeGiB, parent)) return
    this.batch(() => {
      this.deleteVolume(volumeId)
      const layer = this.#sourceLayer(from)
      this.#putVolume(volumeId, sizeGiB, layer)
      if (layer !== null && from.kind === 'snapshot') this.#layers.retain(layer)
    })
  }

  /** False when there is one already. */
  #putVolume(volumeId: string, sizeGiB: number, parent: number | null): boolean {
    this.#latest = undefined
    const isNew = this.#statements.putVolume.run(volumeId, sizeGiB, parent).changes !== 0
    if (isNew) this.#latest = { volumeId, row: { sizeGiB, parent, top: null } }
    return isNew
  }

  resizeVolume(volumeId: string, sizeGiB: number): void {
    this.#latest = undefined
    this.#statements.resize.run(sizeGiB, volumeId)
  }

  deleteVolume(volumeId: string): void {
    const volume = this.#volume(volumeId)
    if (!volume) return
    this.batch(() => {
      this.#latest = undefined
      this.#statements.dropVolume.run(volumeId)
      this.#release(volume.top ?? volume.parent)
    })
  }

  async createSnapshot(snapshotId: string, volumeId: string): Promise<{ usedBytes: number }> {
    await this.flushVolume(volumeId)
    return this.batch(() => {
      const volume = this.#volume(volumeId)
      if (!volume) throw new Error(`No disk ${volumeId}`)
      this.deleteSnapshot(snapshotId)
      const layer = volume.top ?? volume.parent
      // The layer that was written to is frozen under both; the volume gets a new one with its next write.
      if (volume.top !== null) this.#setLayers(volumeId, volume.top, null)
      const usedBytes = this.#usedBytes(layer)
      this.#statements.putSnapshot.run(snapshotId, layer, usedBytes)
      if (layer !== null) this.#layers.retain(layer)
      return { usedBytes }
    })
  }

  copySnapshot(snapshotId: string, fromSnapshotId: string): void {
    this.batch(() => {
      const from = this.#statements.snapshot.get(fromSnapshotId)
      if (!from) throw new Error(`No snapshot ${fromSnapshotId}`)
      const layer = from['layer'] === null ? null : Number(from['layer'])
      if (layer !== null) this.#layers.retain(layer)
      this.deleteSnapshot(snapshotId)
      this.#statements.putSnapshot.run(snapshotId, layer, Number(from['used']))
    })
  }

  deleteSnapshot(snapshotId: string): void {
    const row = this.#statements.snapshot.get(snapshotId)
    if (!row) return
    this.batch(() => {
      this.#statements.dropSnapshot.run(snapshotId)
      this.#release(row['layer'] === null ? null : Number(row['layer']))
    })
  }

  batch<T>(fn: () => T): T {
    try {
      return this.#layers.transaction(fn)
    } catch (error) {
      this.#latest = undefined
      throw error
    }
  }

  keepOnly(known: { volumes: ReadonlySet<string>; snapshots: ReadonlySet<string> }): void {
    this.batch(() => {
      for (const { id } of this.#statements.volumes.all())
        if (!known.volumes.has(String(id))) this.deleteVolume(String(id))
      for (const { id } of this.#statements.snapshots.all())
        if (!known.snapshots.has(String(id))) this.deleteSnapshot(String(id))
    })
  }

  hasVolume(volumeId: string): boolean {
    return this.#volume(volumeId) !== undefined
  }

  image(volumeId: string): DiskImage {
    const volume = this.#volume(volumeId)
    if (!volume) throw new Error(`No disk ${volumeId}`)
    return { sizeGiB: volume.sizeGiB, ...this.#layers.changes(volume.top ?? volume.parent) }
  }

  /** Whether a path was made or removed on this disk; undefined when its distribution alone decides. */
  pathExists(volumeId: string, path: string): boolean | undefined {
    const entry = this.entry(volumeId, path)
    return entry === undefined ? undefined : entry !== null
  }

  /** Whether one of these paths, or one that begins with it, was written to this disk. */
  hasPathsUnder(volumeId: string, paths: readonly string[]): boolean {
    const volume = this.#volume(volumeId)
    return this.#layers.hasUnder(volume?.top ?? volume?.parent ?? null, paths)
  }

  /** What is kept of one path: `null` when it was removed, undefined when its distribution alone decides. */
  entry(volumeId: string, path: string): DiskEntry | null | undefined {
    const volume = this.#volume(volumeId)
    const layer = volume?.top ?? volume?.parent ?? null
    return layer === null ? undefined : this.#layers.find(layer, path)
  }

  /**
   * Keeps what a guest has written. A large file comes in several calls, the chunks before the entry that names them; `last` ends
   * such a row of calls.
   */
  write(
    volumeId: string,
    changes: readonly DiskChange[],
    chunks: readonly Chunk[],
    last = true,
  ): void {
    if (last) this.#uploading.delete(volumeId)
    else this.#uploading.add(volumeId)
    this.batch(() => {
      const volume = this.#volume(volumeId)
      // A guest may still be writing while its volume is deleted under it; nobody can read that any more.
      if (!volume) return
      let { top } = volume
      if (top === null) {
        top = this.#layers.add(volume.parent)
        this.#layers.retain(top)
        // The volume's own hold on the parent goes over to the new layer.
        this.#release(volume.parent)
        this.#setLayers(volumeId, volume.parent, top)
      }
      this.#layers.write(top, changes, chunks)
      this.#sweep()
    })
  }

  /** The guest that was writing is gone. */
  abandon(volumeId: string): void {
    if (this.#uploading.delete(volumeId)) this.#sweep()
  }

  chunk(hash: string): Uint8Array | undefined {
    return this.#layers.chunk(hash)
  }

  runtime(guest: string): string | undefined {
    const state = this.#statements.runtime.get(guest)?.['state']
    return typeof state === 'string' ? state : undefined
  }

  setRuntime(guest: string, state: string | undefined): void {
    if (state !== undefined) {
      this.#runtimes.add(guest)
      this.#statements.putRuntime.run(guest, state)
    } else if (this.#runtimes.delete(guest)) this.#statements.dropRuntime.run(guest)
  }

  close(): void {
    this.#database.close()
  }

  #volume(volumeId: string): VolumeRow | undefined {
    if (this.#latest?.volumeId === volumeId) return this.#latest.row
    const row = this.#readVolume(volumeId)
    this.#latest = { volumeId, row }
    return row
  }

  #readVolume(volumeId: string): VolumeRow | undefined {
    const row = this.#statements.volume.get(volumeId)
    if (!row) return undefined
    return {
      sizeGiB: Number(row['size_gib']),
      parent: row['parent'] === null ? null : Number(row['parent']),
      top: row['top'] === null ? null : Number(row['top']),
    }
  }

  #setLayers(volumeId: string, parent: number | null, top: number | null): void {
    this.#latest = undefined
    this.#statements.setLayers.run(parent, top, volumeId)
  }

  #sourceLayer(from: DiskSource): number | null {
    if (from.kind === 'blank') return null
    if (from.kind === 'distribution')
      return this.#layers.base(`${from.distribution}/${from.architecture}`)
    const row = this.#statements.snapshot.get(from.snapshotId)
    if (!row) throw new Error(`No snapshot ${from.snapshotId}`)
    return row['layer'] === null ? null : Number(row['layer'])
  }

  #release(layer: number | null): void {
    if (layer === null) return
    this.#layers.release(layer)
    this.#sweep()
  }

  /** Not while a guest is between its chunks and their entry: it may count on a chunk that nothing names yet. */
  #sweep(): void {
    if (this.#uploading.size === 0) this.#layers.sweep()
  }

  #usedBytes(layer: number | null): number {
    const { base } = this.#layers.chain(layer)
    return this.#layers.usedBytes(layer) + (base === undefined ? 0 : baseUsedBytes)
  }
}
