import { expect, test } from 'vitest'
import { LoopbackAddresses } from './loopback-addresses.ts'

test('each instance has its own address, the same in every run, and gives it back', () => {
  const owners = Array.from({ length: 20_000 }, (_, index) => `123456789012/us-east-1/i-${index}`)
  const addresses = new LoopbackAddresses()
  const taken = owners.map((owner) => addresses.take(owner))
  expect(new Set(taken).size).toBe(owners.length)
  for (const address of taken) {
    const [first, second = 0, third = -1, fourth = 0] = address.split('.').map(Number)
    expect(first).toBe(127)
    expect(second).toBeGreaterThanOrEqual(16)
    expect(second).toBeLessThanOrEqual(254)
    expect(third).toBeLessThanOrEqual(255)
    expect(fourth).toBeGreaterThanOrEqual(1)
    expect(fourth).toBeLessThanOrEqual(254)
  }
  expect(addresses.take(owners[7] ?? '')).toBe(taken[7])
  const again = new LoopbackAddresses()
  expect(again.take(owners[0] ?? '')).toBe(taken[0])
  addresses.release(owners[0] ?? '')
  expect(addresses.take(owners[0] ?? '')).toBe(taken[0])
})
