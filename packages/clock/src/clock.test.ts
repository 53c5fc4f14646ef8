import { describe, expect, it } from 'vitest'
import { createChance, createManualClock, createWorldClock } from './index.ts'

describe('chance', () => {
  it('repeats itself from the same seed and continues from a kept state', () => {
    const first = createChance('seed')
    const second = createChance('seed')
    expect(first.hex(40)).toBe(second.hex(40))
    const state = first.state()
    const ahead = first.uuid()
    expect(createChance({ state }).uuid()).toBe(ahead)
    first.restore(state)
    expect(first.uuid()).toBe(ahead)
  })

  it('gives unrelated ids for neighbouring seeds, and no early repetition', () => {
    const ids = new Set<string>()
    for (let seed = 0; seed < 100; seed++) {
      const chance = createChance(`account-${seed}`)
      for (let i = 0; i < 100; i++) ids.add(chance.hex(16))
    }
    expect(ids.size).toBe(10_000)
  })

  it('makes well-formed version-4 UUIDs and bounded integers', () => {
    const chance = createChance('x')
    for (let i = 0; i < 200; i++) {
      expect(chance.uuid()).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      expect(chance.below(3)).toBeLessThan(3)
    }
  })
})

describe('world clock', () => {
  it('runs scaled against the wall', () => {
    const wall = createManualClock(1000)
    const clock = createWorldClock({ now: 0, wall, speed: 60 })
    const seen: number[] = []
    clock.after(60_000, () => seen.push(clock.now()))
    wall.advance(999)
    expect(seen).toEqual([])
    wall.advance(1)
    expect(seen).toEqual([60_000])
    clock.setSpeed(0)
    wall.advance(5000)
    expect(clock.now()).toBe(60_000)
  })

  it('is wound step by step, settling between steps, also for what a step adds', async () => {
    const wall = createManualClock()
    const clock = createWorldClock({ now: 0, wall, speed: 0 })
    const log: string[] = []
    clock.after(20, () => log.push(`b@${clock.now()}`))
    clock.after(10, () => {
      log.push(`a@${clock.now()}`)
      clock.after(5, () => log.push(`c@${clock.now()}`))
    })
    await clock.advanceTo(100, async () => {
      log.push(`settle@${clock.now()}`)
    })
    expect(log).toEqual(['settle@0', 'a@10', 'settle@10', 'c@15', 'settle@15', 'b@20', 'settle@20'])
    expect(clock.now()).toBe(100)
  })

  it('says while it is wound, also when settling fails', async () => {
    const clock = createWorldClock({ now: 0, wall: createManualClock(), speed: 0 })
    const seen: boolean[] = []
    clock.after(5, () => seen.push(clock.winding))
    await clock.advanceTo(10)
    expect([...seen, clock.winding]).toEqual([true, false])
    clock.after(5, () => {})
    await expect(clock.advanceTo(20, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(clock.winding).toBe(false)
  })

  it('is stopped between steps, with what waits behind it', async () => {
    const clock = createWorldClock({ now: 0, wall: createManualClock(), speed: 0 })
    const tick = (): void => {
      if (clock.now() === 30) void clock.stopAdvancing()
      clock.after(10, tick)
    }
    clock.after(10, tick)
    expect(clock.advancing).toBeUndefined()
    const first = clock.advanceTo(100)
    const second = clock.advanceTo(200)
    await Promise.resolve()
    expect(clock.advancing).toEqual({ fromMs: 0, toMs: 100 })
    await Promise.all([first, second])
    expect([clock.now(), clock.advancing]).toEqual([30, undefined])
    await clock.advanceTo(50)
    expect(clock.now()).toBe(50)
  })

  it('lets others have their turn while it is wound, and time does not pass meanwhile', async () => {
    let wallMs = 0
    let turns = 0
    const seen = new Set<number>()
    const clock = createWorldClock({
      now: 0,
      wall: { ...createManualClock(), now: () => (wallMs += 1) },
      speed: 3600,
      sliceMs: 10,
      yieldTurn: async () => {
        turns += 1
        seen.add(clock.now() % 60_000)
      },
    })
    const tick = (): void => void clock.after(60_000, tick)
    tick()
    const fromMs = clock.now()
    await clock.advanceTo(fromMs + 36_000_000)
    expect(turns).toBeGreaterThan(5)
    expect(seen.size, 'at steps alone').toBe(1)
  })

  it('keeps order by time, then registration, and honours cancellation', () => {
    const wall = createManualClock()
    const clock = createWorldClock({ now: 0, wall })
    const seen: number[] = []
    const times = [5, 3, 3, 9, 1, 7, 3]
    const cancels = times.map((at, index) => clock.at(at, () => seen.push(index)))
    cancels[5]?.()
    wall.advance(10)
    expect(seen).toEqual([4, 1, 2, 6, 0, 3])
  })

  it('fires what is already due even while it stands still', () => {
    const wall = createManualClock()
    const clock = createWorldClock({ now: 50, wall, speed: 0 })
    let fired = 0
    clock.at(50, () => fired++)
    clock.at(51, () => fired++)
    wall.advance(1)
    expect(fired).toBe(1)
  })

  it('yields after its slice and goes on', () => {
    const wall = createManualClock()
    const clock = createWorldClock({ now: 0, wall, sliceMs: 0 })
    let fired = 0
    for (let i = 0; i < 3; i++) clock.at(0, () => fired++)
    wall.advance(0)
    expect(fired).toBe(3)
  })

  it('hands errors over and goes on', () => {
    const wall = createManualClock()
    const errors: unknown[] = []
    const clock = createWorldClock({ now: 0, wall, onError: (error) => errors.push(error) })
    let reached = false
    clock.at(1, () => {
      throw new Error('boom')
    })
    clock.at(2, () => (reached = true))
    wall.advance(5)
    expect(errors).toHaveLength(1)
    expect(reached).toBe(true)
  })
})
