import { describe, expect, it } from 'vitest'
import {
  blockContains,
  formatIpv4Block,
  formatIpv6,
  formatIpv6Block,
  parseIpv4,
  parseIpv4Block,
  parseIpv6,
  parseIpv6Block,
} from './cidr.ts'

describe('IPv4', () => {
  it.each(['', '1.2.3', '1.2.3.4.5', '256.0.0.1', '01.2.3.4', '1.2.3.x', '1.2.3.-1'])(
    'does not take %j for an address',
    (text) => {
      expect(parseIpv4(text)).toBeUndefined()
    },
  )

  it('reads blocks and drops host bits', () => {
    const block = parseIpv4Block('172.31.17.9/20')
    expect(block && formatIpv4Block(block)).toBe('172.31.16.0/20')
    expect(block && blockContains(block, parseIpv4('172.31.31.255') ?? 0)).toBe(true)
    expect(block && blockContains(block, parseIpv4('172.31.32.0') ?? 0)).toBe(false)
    expect(parseIpv4Block('0.0.0.0/0')?.size).toBe(2 ** 32)
    for (const text of ['10.0.0.0', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1']) {
      expect(parseIpv4Block(text)).toBeUndefined()
    }
  })
})

describe('IPv6', () => {
  it.each([
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8::', '2001:db8::'],
    ['::ffff:1.2.3.4', '::ffff:102:304'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['1:0:3:4:5:6:7:8', '1:0:3:4:5:6:7:8'],
  ])('writes %s as %s', (text, written) => {
    expect(formatIpv6(parseIpv6(text) ?? -1n)).toBe(written)
  })

  it.each(['', ':', '1:2', '1::2::3', '12345::', '1:2:3:4:5:6:7:8:9', '::g', '1:2:3:4:5:6:7::8'])(
    'does not take %j for an address',
    (text) => {
      expect(parseIpv6(text)).toBeUndefined()
    },
  )

  it('reads blocks', () => {
    const block = parseIpv6Block('2001:db8::7/32')
    expect(block && formatIpv6Block(block)).toBe('2001:db8::/32')
    expect(parseIpv6Block('::/0')).toEqual({ first: 0n, prefixLength: 0 })
    expect(parseIpv6Block('::/129')).toBeUndefined()
  })
})
