import { describe, expect, it } from 'vitest'
import { compileGroupRule, isTracked, type Packet } from './firewall.ts'

const rule = (protocol: string, from: number, to: number, cidr: string) =>
  compileGroupRule({
    id: 'sgr-1',
    groupId: 'sg-1',
    protocol,
    fromPort: from,
    toPort: to,
    cidrs: [cidr],
  })
const all = rule('-1', -1, -1, '0.0.0.0/0')
const http = rule('tcp', 80, 80, '0.0.0.0/0')
const packet: Packet = { protocol: 'tcp', port: 80, code: 0, peer: 0xcb00710a }

describe('connection tracking', () => {
  it.each([
    ['open to all with all answers open', [http], [all], false],
    ['from one network only', [rule('tcp', 80, 80, '203.0.113.0/24')], [all], true],
    ['answers to one network only', [http], [rule('-1', -1, -1, '10.0.0.0/8')], true],
    ['answers on some ports only', [http], [rule('tcp', 0, 1024, '0.0.0.0/0')], true],
    ['answers on every TCP port', [http], [rule('tcp', 0, 65_535, '0.0.0.0/0')], false],
    ['of the other family only', [rule('tcp', 80, 80, '::/0')], [all], true],
  ])('%s', (_name, ingress, egress, tracked) => {
    expect(isTracked([{ id: 'sg-1', ingress, egress }], 'ingress', packet)).toBe(tracked)
  })

  it('follows ICMP always', () => {
    const groups = [{ id: 'sg-1', ingress: [all], egress: [all] }]
    expect(isTracked(groups, 'ingress', { ...packet, protocol: 'icmp' })).toBe(true)
    expect(isTracked(groups, 'ingress', packet)).toBe(false)
  })
})
