import { mkdtempSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createManualClock } from '@brume/clock'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CloudHost } from '../host.ts'
import { collection, type Change } from './collection.ts'
import { DataVersionError, memoryDatabase, openDatabase, type Batch } from './database.ts'
import { createEngine, type Engine, type EngineOptions } from './engine.ts'
import { dependency, view } from './view.ts'

interface Box {
  readonly id: string
  readonly shelf?: string
  readonly labels: readonly string[]
}
const boxes = collection<Box, 'shelf' | 'label'>({
  name: 'test/box',
  scope: 'region',
  indexes: { shelf: (box) => box.shelf, label: (box) => box.labels },
})
interface Lid {
  readonly id: string
  readonly boxId: string
}
const lids = collection<Lid, 'box'>({
  name: 'test/lid',
  scope: 'region',
  indexes: { box: (lid) => lid.boxId },
})
const users = collection<{ readonly id: string }>({ name: 'test/user', scope: 'account' })
const boxView = view({
  of: boxes,
  dependsOn: [dependency(lids, (lid) => [lid.boxId])],
  compute: (db, box) => ({ id: box.id, lids: db.by(lids, 'box', box.id).map((lid) => lid.id) }),
})

const here = { account: '111111111111', region: 'us-east-1' }
const box = (id: string, shelf?: string, labels: string[] = []): Box => ({ id, shelf, labels })

let directory: string
let engines: Engine[]
let errors: unknown[]
const wall = createManualClock(1_000_000)

function start(more: Partial<EngineOptions> = {}): Engine {
  const engine = createEngine({
    database: openDatabase(directory),
    // Not reached by anything here; the engine only hands it on.
    host: { endpoint: () => '', acceptAnyAmi: false } as CloudHost,
    wall,
    seed: 'seed',
    pace: { speed: 1, instant: false },
    timerHandlers: { grow: (ctx, timer) => ctx.db.put(boxes, box(`${timer.id}-grown`)) },
    regionSeeds: [(ctx) => ctx.db.put(boxes, box(`default-${ctx.region}-${ctx.chance.hex(4)}`))],
    onError: (error) => errors.push(error),
    ...more,
  })
  engines.push(engine)
  return engine
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'brume-engine-'))
  engines = []
  errors = []
})
afterEach(() => {
  for (const engine of engines) engine.close()
  rmSync(directory, { recursive: true })
})

describe('records', () => {
  it('of two accounts change together, or not at all', () => {
    const engine = start()
    const there = { account: '222222222222', region: 'us-east-1' }
    engine.transact(there, () => undefined)
    const changes: Change[] = []
    engine.onChange((change) => changes.push(change))
    const writeBoth = (fails: boolean) =>
      engine.transact(here, (ctx) => {
        ctx.db.put(boxes, box('shared'))
        ctx.inAccount(there.account, there.region)?.put(boxes, box('shared'))
        if (fails) throw new Error('Changed my mind')
      })
    expect(() => writeBoth(true)).toThrow('Changed my mind')
    expect(engine.peek(there, boxes, 'shared')).toBeUndefined()
    writeBoth(false)
    expect(changes.map(({ account, id }) => `${account} ${id}`).slice(-2)).toEqual([
      `${here.account} shared`,
      `${there.account} shared`,
    ])
    engine.close()
    expect(start().peek(there, boxes, 'shared')).toEqual(box('shared'))
  })

  it('come back after a restart, in order, by every index, with the time and the chance', () => {
    const first = start()
    for (const id of ['c', 'a', 'b']) {
      first.transact(here, (ctx) => ctx.db.put(boxes, box(id, 'top', ['x', id])))
    }
    first.transact(here, (ctx) => {
      ctx.db.put(boxes, box('a', 'bottom', ['x']))
      ctx.db.put(users, { id: 'ann' })
    })
    wall.advance(5000)
    const nextHex = first.transact(here, (ctx) => ctx.chance.hex(8), { discard: true })
    const { now } = first.transact(here, (ctx) => ctx)
    first.close()
    wall.advance(60_000)

    const second = start()
    second.transact({ ...here, region: 'eu-west-1' }, (ctx) => {
      expect(ctx.db.all(users)).toEqual([{ id: 'ann' }])
      expect(ctx.inRegion('us-east-1').count(boxes)).toBe(4)
    })
    second.transact(here, (ctx) => {
      expect(ctx.now).toBe(now)
      expect(
        ctx.db
          .all(boxes)
          .slice(1)
          .map(({ id }) => id),
      ).toEqual(['c', 'a', 'b'])
      expect(ctx.db.by(boxes, 'shelf', 'top').map(({ id }) => id)).toEqual(['c', 'b'])
      expect(ctx.db.by(boxes, 'label', 'x')).toHaveLength(3)
      expect(ctx.chance.hex(8)).toBe(nextHex)
    })
  })

  it('are undone as a whole when the operation throws, chance included', () => {
    const engine = start()
    const changes: Change[] = []
    engine.transact(here, (ctx) => ctx.db.put(boxes, box('a', 'top')))
    engine.onChange((change) => changes.push(change))
    const before = engine.transact(here, (ctx) => ctx.chance.hex(8), { discard: true })
    expect(() =>
      engine.transact(here, (ctx) => {
        ctx.chance.hex(8)
        ctx.db.put(boxes, box('a', 'bottom'))
        ctx.db.delete(boxes, 'a')
        ctx.db.put(boxes, box('b', 'top'))
        ctx.timers.set({ kind: 'grow', id: 'z', at: ctx.now })
        expect(ctx.db.by(boxes, 'shelf', 'top').map(({ id }) => id)).toEqual(['b'])
        throw new Error('no')
      }),
    ).toThrow('no')
    engine.transact(here, (ctx) => {
      expect(ctx.db.by(boxes, 'shelf', 'top').map(({ id }) => id)).toEqual(['a'])
      expect(ctx.db.get(boxes, 'b')).toBeUndefined()
      expect(ctx.chance.hex(8)).toBe(before)
    })
    wall.advance(1)
    expect(changes).toEqual([])
  })

  it('tell their changes after the commit, with growing versions', () => {
    const engine = start()
    engine.transact(here, () => {})
    const changes: Change[] = []
    engine.onChange((change) => changes.push(change))
    engine.transact(here, (ctx) => ctx.db.put(boxes, box('a')))
    engine.transact(here, (ctx) => ctx.db.delete(boxes, 'a'))
    expect(changes.map(({ id, deleted, region }) => [id, deleted, region])).toEqual([
      ['a', false, 'us-east-1'],
      ['a', true, 'us-east-1'],
    ])
    expect(changes[1]?.version).toBeGreaterThan(changes[0]?.version ?? Infinity)
  })

  it('are undone when what must be durable first fails', () => {
    const engine = start()
    expect(() =>
      engine.transact(here, (ctx) => {
        ctx.db.put(boxes, box('a'))
        ctx.beforeCommit(() => {
          throw new Error('disk full')
        })
      }),
    ).toThrow('disk full')
    expect(engine.transact(here, (ctx) => ctx.db.get(boxes, 'a'))).toBeUndefined()
  })
})

describe('views', () => {
  it('keep their object until the record or a dependency changes', () => {
    const engine = start()
    engine.transact(here, (ctx) => ctx.db.put(boxes, box('a')))
    const look = () => engine.transact(here, (ctx) => ctx.db.view(boxView, 'a'))
    const first = look()
    expect(look()).toBe(first)
    engine.transact(here, (ctx) => ctx.db.put(lids, { id: 'l', boxId: 'a' }))
    expect(look()).toEqual({ id: 'a', lids: ['l'] })
    const second = look()
    expect(() =>
      engine.transact(here, (ctx) => {
        ctx.db.delete(lids, 'l')
        expect(ctx.db.view(boxView, 'a')).toEqual({ id: 'a', lids: [] })
        throw new Error('no')
      }),
    ).toThrow()
    expect(look()).toEqual(second)
    engine.transact(here, (ctx) => ctx.db.delete(boxes, 'a'))
    expect(look()).toBeUndefined()
  })
})

describe('timers', () => {
  it('survive a restart and fire once; time stands still in between', () => {
    const first = start()
    first.transact(here, (ctx) => {
      ctx.timers.set({ kind: 'grow', id: 'a', at: ctx.now + 5000 })
      ctx.timers.set({ kind: 'grow', id: 'b', at: ctx.now + 5000 })
      ctx.timers.cancel('grow', 'b')
    })
    wall.advance(3000)
    first.close()
    wall.advance(60_000)
    const second = start()
    const grown = () => second.transact(here, (ctx) => ctx.db.get(boxes, 'a-grown'))
    wall.advance(1999)
    expect(grown()).toBeUndefined()
    wall.advance(1)
    expect(grown()).toBeDefined()
    second.transact(here, (ctx) => {
      expect(ctx.db.get(boxes, 'b-grown')).toBeUndefined()
      ctx.db.delete(boxes, 'a-grown')
    })
    wall.advance(60_000)
    expect(grown()).toBeUndefined()
    expect(errors).toEqual([])
  })

  it('fall due at once in an instant world if they are steps of a life cycle', () => {
    const engine = start({ pace: { speed: 1, instant: true } })
    engine.transact(here, (ctx) => {
      ctx.timers.set({ kind: 'grow', id: 'a', at: ctx.now + 8000, transition: true })
      ctx.timers.set({ kind: 'grow', id: 'b', at: ctx.now + 8000 })
    })
    engine.world(here.account).clock.fireDue()
    engine.transact(here, (ctx) => {
      expect(ctx.db.get(boxes, 'a-grown')).toBeDefined()
      expect(ctx.db.get(boxes, 'b-grown')).toBeUndefined()
    })
  })

  it('whose handlers throw are told of and tried again, ever more seldom, over a restart too', () => {
    const engine = start()
    engine.transact(here, (ctx) => ctx.timers.set({ kind: 'broken', id: 'a', at: ctx.now + 10 }))
    wall.advance(10)
    expect(errors).toHaveLength(1)
    wall.advance(999)
    expect(errors).toHaveLength(1)
    wall.advance(1)
    expect(errors).toHaveLength(2)
    engine.close()
    // By then it is mended: nothing is lost.
    const mended = start({
      timerHandlers: { broken: (ctx, timer) => ctx.db.put(boxes, box(`${timer.id}-done`)) },
    })
    wall.advance(1999)
    expect(mended.read(here).get(boxes, 'a-done')).toBeUndefined()
    wall.advance(1)
    expect(mended.read(here).get(boxes, 'a-done')).toBeDefined()
    wall.advance(24 * 3_600_000)
    expect(errors).toHaveLength(2)
  })
})

describe('steps that nobody waits for', () => {
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const startWatched = () => {
    const written: Batch[] = []
    const write = (batch: Batch): void => void written.push(batch)
    const engine = start({ database: { ...memoryDatabase, write } })
    const timer = (id: string, afterMs: number) =>
      engine.transact(here, (ctx) => ctx.timers.set({ kind: 'grow', id, at: ctx.now + afterMs }))
    const types = () => written.splice(0).map(({ puts }) => puts.map(({ id }) => id))
    return { engine, timer, types, written }
  }

  it('are written together by the end of the turn, a record once', async () => {
    const { engine, timer, types, written } = startWatched()
    timer('a', 10)
    timer('b', 10)
    types()
    wall.advance(10)
    engine.transact(here, (ctx) => ctx.db.put(boxes, box('a-grown', 'top')), { deferred: true })
    expect(written).toEqual([])
    await turn()
    expect(written[0]?.deletedRows).toHaveLength(2)
    expect(types()).toEqual([['a-grown', 'b-grown']])
  })

  it('are durable before anybody is told of them', () => {
    const { engine, timer, types } = startWatched()
    for (const id of ['a', 'b', 'c']) timer(id, 10)
    types()
    wall.advance(10)
    engine.transact(here, (ctx) => ctx.db.all(boxes))
    expect(types()).toEqual([['a-grown', 'b-grown', 'c-grown']])
    timer('d', 10)
    types()
    wall.advance(10)
    engine.transact(here, (ctx) => ctx.db.put(boxes, box('e')))
    expect(types()).toEqual([['d-grown', 'e']])
    timer('f', 10)
    types()
    wall.advance(10)
    expect(() =>
      engine.transact(here, () => {
        throw new Error('refused')
      }),
    ).toThrow('refused')
    expect(types()).toEqual([['f-grown']])
  })

  it('are tried again when they cannot be written', () => {
    let isFull = false
    const written: Batch[] = []
    const write = (batch: Batch): void => {
      if (isFull) throw new Error('disk full')
      written.push(batch)
    }
    const engine = start({ database: { ...memoryDatabase, write } })
    engine.transact(here, (ctx) => ctx.timers.set({ kind: 'grow', id: 'a', at: ctx.now + 10 }))
    isFull = true
    wall.advance(10)
    expect(() => engine.transact(here, (ctx) => ctx.db.all(boxes))).toThrow('disk full')
    isFull = false
    engine.transact(here, (ctx) => ctx.db.all(boxes))
    expect(written.at(-1)?.puts.map(({ id }) => id)).toEqual(['a-grown'])
  })
})

describe('accounts', () => {
  it('are worlds of their own, furnished alike from the same seed', () => {
    const engine = start()
    const names = (account: string) =>
      engine.transact({ account, region: 'us-east-1' }, (ctx) =>
        ctx.db.all(boxes).map(({ id }) => id),
      )
    const first = names('111111111111')
    expect(names('222222222222')).not.toEqual(first)
    engine.transact(here, (ctx) => ctx.db.put(boxes, box('mine')))
    expect(names('222222222222')).toHaveLength(1)
    engine.reset('111111111111')
    expect(names('111111111111')).toEqual(first)
  })

  it('forget everything at a reset, for good, and say so', () => {
    const engine = start()
    const changes: Change[] = []
    engine.transact(here, (ctx) => {
      ctx.db.put(boxes, box('a'))
      ctx.timers.set({ kind: 'grow', id: 'a', at: ctx.now + 10 })
    })
    engine.onChange((change) => changes.push(change))
    engine.reset()
    expect(changes.some(({ id, deleted }) => id === 'a' && deleted)).toBe(true)
    wall.advance(100)
    engine.close()
    expect(start().transact(here, (ctx) => ctx.db.count(boxes))).toBe(1)
  })
})

describe('the data directory', () => {
  it('of a newer Brume is refused untouched', () => {
    start().close()
    const db = new DatabaseSync(join(directory, 'cloud.sqlite'))
    db.exec('PRAGMA user_version = 99')
    db.close()
    expect(() => start()).toThrow(DataVersionError)
    expect(() => start()).toThrow(/newer Brume/)
  })
})
