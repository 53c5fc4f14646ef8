/** What a distribution's own files take on its root disk. */
export const baseBytes = 1_638_400_000

/** The size that `df` shows of a file system on so many bytes. */
export function shownBytes(type: string, bytes: number): number {
  if (type === 'xfs') return bytes - (bytes >= 2 ** 31 ? 64 : 10) * 2 ** 20
  if (type === 'vfat') return bytes - 64 * 1024
  // Inode tables and the journal.
  const journal = Math.min(128 * 2 ** 20, bytes / 64)
  return Math.floor(bytes * (1 - 1 / 64) - journal)
}

/** What an empty file system of its kind takes for itself. */
export function overheadBytes(type: string, bytes: number): number {
  if (type === 'xfs') return Math.floor(32 * 2 ** 20 + bytes * 0.0071)
  return type === 'vfat' ? 1024 : 24 * 1024
}

/** ext keeps a twentieth back for root. */
export function reservedBytes(type: string, bytes: number): number {
  return type.startsWith('ext') ? Math.floor(bytes * 0.05) : 0
}

/** What files may take before the device is full. */
export function fileCapacity(type: string, bytes: number, hasBase: boolean): number {
  return Math.max(
    0,
    shownBytes(type, bytes) -
      overheadBytes(type, bytes) -
      reservedBytes(type, bytes) -
      (hasBase ? baseBytes : 0),
  )
}
