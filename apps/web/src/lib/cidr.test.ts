import { describe, expect, it } from 'vitest'
import { contains, formatBlock, nextFreeBlock, overlap, parseBlock } from './cidr.ts'

describe('IPv4 blocks', () => {
  it('reads and writes them', () => {
    expect(formatBlock(parseBlock('172.31.16.0/20') ?? { first: 0, length: 0 })).toBe(
      '172.31.16.0/20',
    )
    expect(parseBlock('0.0.0.0/0')).toEqual({ first: 0, length: 0 })
  })

  it.each(['', '10.0.0.0', '10.0.0.1/24', '10.0.0.0/33', '256.0.0.0/8', '10.0.0/8', 'x'])(
    'does not take %j',
    (text) => expect(parseBlock(text)).toBeUndefined(),
  )

  it('compares them', () => {
    expect(overlap('10.0.0.0/24', '10.0.0.128/25')).toBe(true)
    expect(overlap('10.0.0.0/24', '10.0.1.0/24')).toBe(false)
    expect(contains('10.0.0.0/16', '10.0.255.0/24')).toBe(true)
    expect(contains('10.0.0.0/24', '10.0.0.0/16')).toBe(false)
  })

  it('finds room', () => {
    expect(nextFreeBlock('10.0.0.0/16', [], 24)).toBe('10.0.0.0/24')
    expect(nextFreeBlock('10.0.0.0/16', ['10.0.0.0/20', '10.0.16.0/24'], 24)).toBe('10.0.17.0/24')
    expect(nextFreeBlock('10.0.0.0/16', ['10.0.0.128/25'], 20)).toBe('10.0.16.0/20')
    expect(nextFreeBlock('10.0.0.0/24', ['10.0.0.0/25', '10.0.0.128/25'], 28)).toBeUndefined()
    expect(nextFreeBlock('10.0.0.0/24', [], 16)).toBeUndefined()
  })
})
