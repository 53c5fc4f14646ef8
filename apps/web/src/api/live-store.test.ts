import { describe, expect, it } from 'vitest'
import { LiveStore } from './live-store.ts'

interface Item {
  readonly id: string
  readonly state: string
}

const at = '2026-11-21T12:00:00Z'
const idOf = (item: Item) => item.id

function readyStore(...items: Item[]): LiveStore<Item> {
  const store = new LiveStore<Item>(idOf)
  store.reset()
  store.patch(items, [])
  store.ready(at)
  return store
}

describe('the live store', () => {
  it('shows the first part of the first snapshot at once, and the rest when it is complete', () => {
    const store = new LiveStore<Item>(idOf)
    store.reset()
    expect(store.view()).toMatchObject({ status: 'loading', list: [] })
    store.patch([{ id: 'a', state: 'running' }], [])
    expect(store.view()).toMatchObject({ status: 'loading', list: [{ id: 'a' }] })
    store.patch([{ id: 'b', state: 'running' }], [])
    store.publish()
    expect(store.view().list).toHaveLength(1)
    store.ready(at)
    expect(store.view()).toMatchObject({ status: 'ready', list: [{ id: 'a' }, { id: 'b' }], at })
  })

  it('gathers patches until they are published, in one new view', () => {
    const store = readyStore({ id: 'a', state: 'pending' }, { id: 'b', state: 'running' })
    let drawings = 0
    store.subscribe(() => (drawings += 1))
    store.patch([{ id: 'a', state: 'running' }], ['b'])
    store.patch([{ id: 'c', state: 'pending' }], [])
    expect(drawings).toBe(0)
    expect(store.publish()).toBe(true)
    expect(drawings).toBe(1)
    expect(store.view().list).toEqual([
      { id: 'a', state: 'running' },
      { id: 'c', state: 'pending' },
    ])
    expect(store.publish()).toBe(false)
  })

  it('keeps the identity of every item that a new snapshot does not change', () => {
    const store = readyStore({ id: 'a', state: 'running' }, { id: 'b', state: 'running' })
    const [a, b] = store.view().list
    store.disconnect()
    expect(store.view()).toMatchObject({ status: 'reconnecting', list: [a, b] })
    store.reset()
    store.patch([{ id: 'a', state: 'running' }], [])
    store.patch([{ id: 'b', state: 'stopped' }], [])
    store.ready(at)
    expect(store.view().list[0]).toBe(a)
    expect(store.view().list[1]).toEqual({ id: 'b', state: 'stopped' })
  })

  it('drops what a new snapshot no longer has', () => {
    const store = readyStore({ id: 'a', state: 'running' }, { id: 'b', state: 'running' })
    store.reset()
    store.patch([{ id: 'b', state: 'running' }], [])
    store.ready(at)
    expect([...store.view().items.keys()]).toEqual(['b'])
  })

  it('keeps what was sent when the back end fails, and shows changes that come after', () => {
    const store = readyStore({ id: 'a', state: 'running' })
    store.fail({ code: 'RequestLimitExceeded', message: 'Slow down', status: 503 })
    expect(store.view()).toMatchObject({ status: 'error', list: [{ id: 'a' }] })
    store.ready(at)
    expect(store.view().error).toBeUndefined()
  })
})
