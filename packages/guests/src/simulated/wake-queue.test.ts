import { expect, it } from 'vitest'
import { WakeQueue } from './wake-queue.ts'

interface Fake {
  quiet: boolean
}

it('stands still when all threads wait for time, until one of them computes or goes', () => {
  const queue = new WakeQueue<Fake>()
  const guests = Array.from({ length: 50 }, (): Fake => ({ quiet: false }))
  for (const guest of guests) {
    queue.request(guest, () => {
      queue.woke(guest)
      queue.left(guest)
    })
    // It computes for a moment and then sleeps.
    guest.quiet = true
    queue.next()
  }
  const awake = guests.slice(0, 48)
  expect([...queue.active()]).toHaveLength(50)
  expect(queue.standsStill).toBe(true)
  const [first] = awake
  if (!first) throw new Error('nobody')
  first.quiet = false
  expect(queue.standsStill).toBe(false)
  first.quiet = true
  queue.parked(first)
  expect(queue.standsStill).toBe(true)
  for (const guest of awake.slice(1)) queue.parked(guest)
  expect(queue.standsStill).toBe(false)
  expect(queue.hasLeisure).toBe(true)
})
