import { createChance } from '@brume/clock'
import { expect, it } from 'vitest'
import { accountOfAccessKeyId, makeAccessKeyId, makeUniqueId } from './ids.ts'

it('hides the account in an access key id, as AWS does', () => {
  const chance = createChance('ids')
  for (const account of ['123456789012', '000000000000', '999999999999', '000000000001']) {
    const id = makeAccessKeyId('AKIA', account, chance)
    expect(id).toMatch(/^AKIA[A-Z2-7]{16}$/)
    expect(accountOfAccessKeyId(id)).toBe(account)
  }
})

it('reads the account out of a key that AWS issued', () => {
  // The example of https://medium.com/@TalBeerySec/a-short-note-on-aws-key-id-f88cc4317489
  expect(accountOfAccessKeyId('ASIAQNZGKIQY56JQ7WML')).toBe('029608264753')
  expect(accountOfAccessKeyId('test')).toBeUndefined()
  expect(accountOfAccessKeyId('AKIA0000000000000000')).toBeUndefined()
})

it('makes ids of the documented form', () => {
  expect(makeUniqueId('AROA', createChance('x'))).toMatch(/^AROA[A-Z2-7]{17}$/)
})
