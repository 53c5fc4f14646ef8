import { expect, test } from 'vitest'
import { Gate } from './gate.ts'

test('a gate lets so many through at once, in the order in which they came, and survives refusals', async () => {
  const gate = new Gate(2)
  const started: string[] = []
  const ends = new Map<string, { resolve(): void; reject(reason: Error): void }>()
  const pass = (name: string) =>
    gate.pass(() => {
      started.push(name)
      return new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }))
    })
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(pass))
  await Promise.resolve()
  expect(started).toEqual(['a', 'b'])
  ends.get('b')?.reject(new Error('refused'))
  await expect.poll(() => started).toEqual(['a', 'b', 'c'])
  ends.get('a')?.resolve()
  await expect.poll(() => started).toEqual(['a', 'b', 'c', 'd'])
  ends.get('c')?.resolve()
  ends.get('d')?.resolve()
  expect((await all).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
})
