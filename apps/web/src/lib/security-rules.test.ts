import { expect, test } from 'vitest'
import {
  classifySource,
  diffRules,
  findRuleProblems,
  flattenPermissions,
  parsePorts,
  toPermission,
  toRuleRow,
  type RuleRow,
} from './security-rules.ts'

const ssh: RuleRow = {
  id: 'rule-1',
  preset: 'ssh',
  protocol: 'tcp',
  ports: '22',
  sourceKind: 'anywhere-ipv4',
  source: '0.0.0.0/0',
  description: '',
}

test('ports are read as EC2 means them, and nonsense is not', () => {
  expect(parsePorts('tcp', '80')).toEqual({ from: 80, to: 80 })
  expect(parsePorts('udp', ' 8000 - 8080 ')).toEqual({ from: 8000, to: 8080 })
  expect(parsePorts('tcp', '')).toEqual({ from: 0, to: 65535 })
  expect(parsePorts('icmp', '3-4')).toEqual({ from: 3, to: 4 })
  expect(parsePorts('icmp', '8')).toEqual({ from: 8, to: -1 })
  expect(parsePorts('-1', '')).toBe('none')
  for (const wrong of ['90-80', '65536', 'http', '80,443', '-1'])
    expect(parsePorts('tcp', wrong)).toBeNull()
})

test('sources are told apart', () => {
  expect(classifySource('10.0.0.0/8')).toBe('ipv4')
  expect(classifySource('203.0.113.7')).toBe('ipv4')
  expect(classifySource('::/0')).toBe('ipv6')
  expect(classifySource('2001:db8::1/64')).toBe('ipv6')
  expect(classifySource('sg-0123456789abcdef0')).toBe('group')
  expect(classifySource('pl-12345678')).toBe('prefix-list')
  for (const wrong of ['10.0.0.256/8', '10.0.0.0/33', '1::2::3', '1:2:3', 'sg-new', 'anywhere'])
    expect(classifySource(wrong)).toBeNull()
})

test('one row with several sources is one permission, each source in its own list', () => {
  const row = { ...ssh, source: '203.0.113.7, 2001:db8::/32 sg-0a1b2c3d', description: 'office' }
  expect(toPermission(row)).toEqual({
    IpProtocol: 'tcp',
    FromPort: 22,
    ToPort: 22,
    IpRanges: [{ CidrIp: '203.0.113.7/32', Description: 'office' }],
    Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32', Description: 'office' }],
    UserIdGroupPairs: [{ GroupId: 'sg-0a1b2c3d', Description: 'office' }],
  })
})

test('a rule that repeats an earlier one is told, as EC2 would refuse it', () => {
  const again = { ...ssh, id: 'rule-2', preset: 'custom-tcp' }
  expect(findRuleProblems([ssh, again])).toEqual([
    { id: 'rule-2', part: 'source', reason: 'twice' },
  ])
})

test('rules survive the way from EC2 to rows and back', () => {
  const permissions = [
    { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    { IpProtocol: 'icmp', FromPort: -1, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    { IpProtocol: 'icmp', FromPort: 3, ToPort: 4, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
    { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    {
      IpProtocol: 'udp',
      FromPort: 53,
      ToPort: 53,
      PrefixListIds: [{ PrefixListId: 'pl-12345678' }],
    },
    { IpProtocol: '50', IpRanges: [{ CidrIp: '10.1.0.0/16' }] },
    {
      IpProtocol: 'tcp',
      FromPort: 5000,
      ToPort: 5010,
      UserIdGroupPairs: [{ GroupId: 'sg-0a1b2c3d' }],
    },
  ]
  const flat = flattenPermissions(permissions)
  const rows = flat.map((rule, index) => toRuleRow(rule, index, new Set(['sg-0a1b2c3d'])))
  expect(findRuleProblems(rows)).toEqual([])
  expect(diffRules(flat, rows)).toEqual({ added: [], removed: [], described: [] })
})

test('an edit sends only what changed; a new description changes the rule in place', () => {
  const before = flattenPermissions([toPermission(ssh)])
  const http = { ...ssh, id: 'rule-2', preset: 'http', ports: '80' }
  const { added, removed, described } = diffRules(before, [{ ...ssh, description: 'admin' }, http])
  expect(added).toEqual([toPermission(http)])
  expect(removed).toEqual([])
  expect(described).toEqual([toPermission({ ...ssh, description: 'admin' })])
  expect(diffRules(before, [http]).removed).toEqual([toPermission(ssh)])
})
