import { describe, expect, it } from 'vitest'
import { containsIpv6, nextFree64, parseIpv6Block } from './ipv6.ts'

describe('IPv6 blocks', () => {
  it('are read with all their shortenings, and not with host bits', () => {
    expect(parseIpv6Block('2001:db8::/32')).toEqual({ first: 0x2001_0db8n << 96n, length: 32 })
    for (const wrong of ['2001:db8::1/64', '2001:db8::/129', '10.0.0.0/8', 'x::/64', '::']) {
      expect(parseIpv6Block(wrong), wrong).toBeUndefined()
    }
  })

  it('have free subnets, and contain what lies in them', () => {
    expect(nextFree64('2001:db8:1:200::/56', [])).toBe('2001:db8:1:200::/64')
    expect(nextFree64('2001:db8:1:200::/56', ['2001:db8:1:200::/64', '2001:db8:1:202::/63'])).toBe(
      '2001:db8:1:201::/64',
    )
    expect(nextFree64('2001:db8:1:200::/64', ['2001:db8:1:200::/64'])).toBeUndefined()
    expect(containsIpv6('2001:db8:1:200::/56', '2001:db8:1:2ff::/64')).toBe(true)
    expect(containsIpv6('2001:db8:1:200::/56', '2001:db8:1:300::/64')).toBe(false)
  })
})
