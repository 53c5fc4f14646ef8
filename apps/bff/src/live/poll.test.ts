import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { polled, pollRates } from './poll.ts'
import type { Watched } from './watched.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Writes down what it is asked and when, in seconds. */
class Looked implements Watched {
  moving = false
  aside = false
  fault: Error | undefined
  readonly changeTypes = ['box']
  readonly ownType = 'box'
  readonly log: string[] = []
  reported = 0
  readonly #start = performance.now()

  lookAtAll = () => this.#look('all')
  lookAtMoving = () => this.#look('moving')
  lookAt = () => this.#look('some')
  drop = () => {}
  report = () => {
    this.reported += 1
  }
  async #look(what: string): Promise<void> {
    this.log.push(`${what} ${Math.round((performance.now() - this.#start) / 100) / 10}`)
    if (this.fault) throw this.fault
  }
  /** Seconds between looks. */
  pauses(): number[] {
    const times = this.log.map((line) => Number(line.split(' ')[1]))
    return times.slice(1).map((time, index) => time - (times[index] ?? 0))
  }
}

const throttled = Object.assign(new Error('Request limit exceeded.'), {
  name: 'RequestLimitExceeded',
  $metadata: { httpStatusCode: 503 },
})

describe('polling', () => {
  test('is slow while nothing moves', async () => {
    const list = new Looked()
    const noticer = polled(pollRates).start(list)
    await vi.advanceTimersByTimeAsync(31_000)
    noticer.stop()
    expect(list.log).toEqual(['all 0', 'all 15', 'all 30'])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(list.log).toHaveLength(3)
  })

  test('is slower still for an empty list among many', async () => {
    const list = new Looked()
    list.aside = true
    const noticer = polled(pollRates).start(list)
    await vi.advanceTimersByTimeAsync(61_000)
    noticer.stop()
    expect(list.log).toEqual(['all 0', 'all 60'])
  })

  test('looks at once when a person asks again, however long the pause after refusals', async () => {
    const list = new Looked()
    list.fault = throttled
    const noticer = polled(pollRates).start(list)
    await vi.advanceTimersByTimeAsync(1_000)
    list.fault = undefined
    noticer.hurry()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(list.log).toEqual(['all 0'])
    noticer.retry()
    await vi.advanceTimersByTimeAsync(1_000)
    noticer.stop()
    expect(list.log).toEqual(['all 0', 'all 2'])
  })

  test('is fast while something moves, and then asks for that alone', async () => {
    const list = new Looked()
    list.moving = true
    const noticer = polled(pollRates).start(list)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(list.log).toEqual(['all 0', 'moving 2', 'moving 4'])
    await vi.advanceTimersByTimeAsync(12_000)
    expect(list.log.at(-1)).toBe('all 16')
    noticer.stop()
  })

  test('looks at once when somebody has changed something', async () => {
    const list = new Looked()
    const noticer = polled(pollRates).start(list)
    await vi.advanceTimersByTimeAsync(3_000)
    noticer.hurry()
    await vi.advanceTimersByTimeAsync(0)
    expect(list.log).toEqual(['all 0', 'all 3'])
    noticer.stop()
  })

  test('backs off when throttled, ever longer, and cannot be hurried', async () => {
    const list = new Looked()
    list.fault = throttled
    const noticer = polled(pollRates).start(list)
    await vi.advanceTimersByTimeAsync(1_000)
    noticer.hurry()
    await vi.advanceTimersByTimeAsync(600_000)
    const [first = 0, second = 0, third = 0] = list.pauses()
    expect(first).toBeGreaterThanOrEqual(11.2)
    expect(second).toBeGreaterThanOrEqual(22.5)
    expect(third).toBeGreaterThanOrEqual(45)
    expect(Math.max(...list.pauses())).toBeLessThanOrEqual(150.1)
    expect(list.reported).toBe(list.log.length)
    list.fault = undefined
    await vi.advanceTimersByTimeAsync(200_000)
    expect(list.pauses().at(-1)).toBe(15)
    noticer.stop()
  })
})
