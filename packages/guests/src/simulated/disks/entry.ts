/** One path of a disk as it is kept: what `stat` tells, and where the content is. */
export interface DiskEntry {
  /** file, directory, symbolic link, character device */
  readonly kind: 'f' | 'd' | 'l' | 'c'
  /** Permission bits only. */
  readonly mode: number
  readonly uid: number
  readonly gid: number
  /** Account time, ms since the epoch. */
  readonly mtimeMs: number
  readonly size: number
  /** SHA-256 of each `chunkBytes` of content, in hex; `null` is a hole of zeros. */
  readonly chunks?: readonly (string | null)[]
  /** Of a symbolic link. */
  readonly target?: string
}

/** A path and what is there now; `null` hides what a lower layer holds. */
export type DiskChange = readonly [path: string, entry: DiskEntry | null]

export interface Chunk {
  readonly hash: string
  readonly bytes: Uint8Array
}

/** Files are kept in pieces of this size, so that a large one is read, hashed and shared piece by piece. */
export const chunkBytes = 128 * 1024
