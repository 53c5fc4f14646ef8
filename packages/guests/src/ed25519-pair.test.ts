import ssh2 from 'ssh2'
import { expect, it } from 'vitest'
import { makeEd25519Pair } from './ed25519-pair.ts'

it('makes pairs that can all be read again', () => {
  const unread = []
  // One in 256 begins with a zero byte: of so many some do.
  for (let made = 0; made < 2000; made += 1) {
    const pair = makeEd25519Pair(ssh2.utils)
    for (const half of [pair.private, pair.public]) {
      if (ssh2.utils.parseKey(half) instanceof Error) unread.push(half)
    }
  }
  expect(unread).toEqual([])
})
