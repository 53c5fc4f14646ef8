import { expect, it } from 'vitest'
import { overlap } from '../../lib/cidr.ts'
import { isPublic, wayFrom } from '../../lib/network-map.ts'
import { pictureOf, planVpc, type VpcSettings } from './plan.ts'

const settings: VpcSettings = {
  name: 'course',
  cidr: '10.0.0.0/16',
  zones: ['ap-northeast-2a', 'ap-northeast-2c'],
  publicSubnets: true,
  privateSubnets: 1,
  nat: 'one',
  dnsHostnames: true,
  autoAssign: true,
}

it('names things and cuts blocks as AWS does', () => {
  const plan = planVpc(settings)
  expect(plan.subnets.map(({ name, cidr }) => [name, cidr])).toEqual([
    ['course-subnet-public1-ap-northeast-2a', '10.0.0.0/20'],
    ['course-subnet-public2-ap-northeast-2c', '10.0.16.0/20'],
    ['course-subnet-private1-ap-northeast-2a', '10.0.128.0/20'],
    ['course-subnet-private2-ap-northeast-2c', '10.0.144.0/20'],
  ])
})

it.each([
  { ...settings, zones: ['a', 'b', 'c'], privateSubnets: 2 as const, nat: 'per-zone' as const },
  { ...settings, cidr: '192.168.0.0/24', zones: ['a', 'b', 'c'], privateSubnets: 2 as const },
  { ...settings, cidr: '10.9.0.0/20', zones: ['a'] },
])('leaves room for every subnet of $cidr', (wanted) => {
  const blocks = planVpc(wanted).subnets.map(({ cidr }) => cidr)
  expect(blocks).not.toContain('')
  for (const [at, one] of blocks.entries()) {
    for (const other of blocks.slice(at + 1)) expect(overlap(one, other)).toBe(false)
  }
})

it('leads private subnets through a NAT gateway to the internet, or nowhere', () => {
  const lead = (nat: VpcSettings['nat']) => {
    const map = pictureOf(planVpc({ ...settings, nat }))
    return map.subnets
      .filter((subnet) => !isPublic(map, subnet))
      .map(({ id }) => wayFrom(map, id).has('internet'))
  }
  expect(lead('one')).toEqual([true, true])
  expect(lead('none')).toEqual([false, false])
})
