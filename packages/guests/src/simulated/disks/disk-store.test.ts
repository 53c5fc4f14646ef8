import { describe, expect, it } from 'vitest'
import { DiskStore } from './disk-store.ts'
import type { DiskEntry } from './entry.ts'

const file = (...chunks: string[]): DiskEntry => ({
  kind: 'f',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtimeMs: 1,
  size: chunks.length,
  chunks,
})
const chunk = (hash: string) => ({ hash, bytes: Uint8Array.of(hash.length) })
const base = { kind: 'distribution', distribution: 'al2023', architecture: 'x86_64' } as const

describe('disk store', () => {
  it('keeps a snapshot as it was while its volume goes on', async () => {
    const store = new DiskStore(undefined)
    store.createVolume('v', 8, base)
    store.write('v', [['/a', file('h1')]], [chunk('h1')])
    await store.createSnapshot('s', 'v')
    store.write(
      'v',
      [
        ['/a', file('h2')],
        ['/b', file('h2')],
        ['/etc/motd', null],
      ],
      [chunk('h2')],
    )
    store.createVolume('w', 8, { kind: 'snapshot', snapshotId: 's' })
    expect(store.image('w')).toEqual({
      sizeGiB: 8,
      base: 'al2023/x86_64',
      changes: [['/a', file('h1')]],
    })
    expect(store.image('v').changes).toEqual([
      ['/a', file('h2')],
      ['/b', file('h2')],
      ['/etc/motd', null],
    ])
    expect(store.pathExists('v', '/etc/motd')).toBe(false)
    expect(store.pathExists('w', '/etc/motd')).toBeUndefined()
  })

  it('drops content when nothing names it any more', async () => {
    const store = new DiskStore(undefined)
    store.createVolume('v', 8, base)
    store.write('v', [['/a', file('h1')]], [chunk('h1')])
    await store.createSnapshot('s', 'v')
    store.copySnapshot('t', 's')
    store.deleteVolume('v')
    store.deleteSnapshot('s')
    expect(store.chunk('h1')).toEqual(Uint8Array.of(2))
    store.createVolume('w', 8, { kind: 'snapshot', snapshotId: 't' })
    store.deleteSnapshot('t')
    store.write('w', [['/b', file('h1', 'h2')]], [chunk('h1'), chunk('h2')])
    store.deleteVolume('w')
    expect(store.chunk('h1')).toBeUndefined()
    expect(store.chunk('h2')).toBeUndefined()
  })

  it('replaces content in place', () => {
    const store = new DiskStore(undefined)
    store.createVolume('v', 8, { kind: 'blank' })
    store.write('v', [['/a', file('h1')]], [chunk('h1')])
    store.write('v', [['/a', file('h2')]], [chunk('h2')])
    expect(store.chunk('h1')).toBeUndefined()
    store.write('v', [['/a', file('h2')]], [chunk('h2')])
    expect(store.chunk('h2')).toBeDefined()
  })

  it('undoes a batch that throws, and forgets what the cloud does not know', async () => {
    const store = new DiskStore(undefined)
    store.createVolume('v', 8, base)
    expect(() =>
      store.batch(() => {
        store.createVolume('w', 8, base)
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(store.hasVolume('w')).toBe(false)
    await store.createSnapshot('s', 'v')
    store.keepOnly({ volumes: new Set(), snapshots: new Set(['s']) })
    expect(store.hasVolume('v')).toBe(false)
    store.createVolume('x', 8, { kind: 'snapshot', snapshotId: 's' })
    expect(store.image('x').base).toBe('al2023/x86_64')
  })
})
