import { expect, it } from 'vitest'
import { Broadcast } from './broadcast.ts'

it('types into one terminal, or into all of them', () => {
  const typed: string[] = []
  const group = new Broadcast()
  const leave = group.join('a', (bytes) => typed.push(`a${bytes.length}`))
  group.join('b', (bytes) => typed.push(`b${bytes.length}`))
  group.type('a', new Uint8Array(1))
  group.switch(true)
  group.type('b', new Uint8Array(2))
  leave()
  group.type('b', new Uint8Array(3))
  expect(typed).toEqual(['a1', 'a2', 'b2', 'b3'])
})
