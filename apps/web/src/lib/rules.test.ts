import { expect, it } from 'vitest'
import { listRules } from './rules.ts'

it('makes one line of every source', () => {
  const lines = listRules(
    { GroupId: 'sg-1', GroupName: 'web' },
    [
      {
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'office' }],
        UserIdGroupPairs: [{ GroupId: 'sg-2' }],
      },
      { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      {
        IpProtocol: 'udp',
        FromPort: 8000,
        ToPort: 8010,
        PrefixListIds: [{ PrefixListId: 'pl-1' }],
      },
    ],
    'All',
  )
  expect(lines.map(({ protocol, ports, peer }) => [protocol, ports, peer])).toEqual([
    ['TCP', '22', '10.0.0.0/8'],
    ['TCP', '22', 'sg-2'],
    ['All', 'All', '::/0'],
    ['UDP', '8000 - 8010', 'pl-1'],
  ])
})
