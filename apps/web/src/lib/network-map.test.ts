import { expect, it } from 'vitest'
import { byZone, internetId, isPublic, linesOf, wayFrom, type NetworkMap } from './network-map.ts'

const subnet = (id: string, zone: string, tableId: string) => ({
  id,
  name: id,
  cidr: '10.0.0.0/24',
  zone,
  tableId,
  instances: [],
})

const map: NetworkMap = {
  subnets: [
    subnet('private', 'b', 'inner'),
    subnet('public', 'b', 'outer'),
    subnet('lone', 'a', 'x'),
  ],
  tables: [
    { id: 'outer', name: '', main: true, routes: [{ destination: '0.0.0.0/0', target: 'igw' }] },
    { id: 'inner', name: '', main: false, routes: [{ destination: '0.0.0.0/0', target: 'nat' }] },
    { id: 'x', name: '', main: false, routes: [{ destination: '0.0.0.0/0', target: 'gone' }] },
  ],
  gateways: [
    { id: 'igw', name: '', kind: 'internet-gateway' },
    { id: 'nat', name: '', kind: 'nat-gateway', subnetId: 'public' },
  ],
}

it('knows public subnets from private ones', () => {
  expect(map.subnets.filter((one) => isPublic(map, one)).map(({ id }) => id)).toEqual(['public'])
})

it('follows the way of a private subnet through its NAT gateway to the internet', () => {
  expect([...wayFrom(map, 'private')]).toEqual([
    'private',
    'inner',
    'nat',
    'public',
    'outer',
    'igw',
    internetId,
  ])
  expect([...wayFrom(map, 'lone')]).toEqual(['lone', 'x'])
})

it('draws no line to what does not exist', () => {
  expect(linesOf(map).some(({ to }) => to === 'gone')).toBe(false)
})

it('groups by zone, public subnets first', () => {
  expect(byZone(map).map(({ zone, subnets }) => [zone, ...subnets.map(({ id }) => id)])).toEqual([
    ['a', 'lone'],
    ['b', 'public', 'private'],
  ])
})
