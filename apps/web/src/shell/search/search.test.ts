import { describe, expect, it } from 'vitest'
import { search, type Source } from './search.ts'
import { searchableOf } from './searchable.ts'

function sourceOf(id: string, items: readonly object[], offered = false): Source<string> {
  const found = items.map((item, index) => searchableOf(item, `${id}-${index}`))
  return {
    id,
    title: id,
    size: found.length,
    textAt: (index) => found[index]?.text ?? '',
    entryAt: (index) => found[index]?.id ?? '',
    offered,
  }
}

const instances = sourceOf('i', [
  {
    Tags: [
      { Key: 'Name', Value: 'web-1' },
      { Key: 'Owner', Value: 'Kim' },
    ],
    PrivateIpAddress: '172.31.4.9',
    PublicDnsName: 'ec2-3-34-1-2.ap-northeast-2.compute.amazonaws.com',
    NetworkInterfaces: [{ Ipv6Addresses: [{ Ipv6Address: '2406:da12::7' }] }],
    State: { Name: 'running' },
  },
  { Tags: [{ Key: 'Name', Value: 'db' }], PrivateIpAddress: '172.31.4.10' },
])
const groups = sourceOf('sg', [{ GroupName: 'web-servers', Description: 'for the db' }])
const pages = sourceOf('page', [{ Name: 'Instances' }, { Name: 'Volumes' }], true)
const all = [pages, instances, groups]
const ids = (typed: string) => search(all, typed, 3).flatMap(({ entries }) => entries)

describe('the search', () => {
  it('finds by name, id, tag, address and host name', () => {
    expect(ids('web-1')).toEqual(['i-0'])
    expect(ids('i-1')).toEqual(['i-1'])
    expect(ids('kim')).toEqual(['i-0'])
    for (const typed of ['owner=kim', 'Owner:kim', 'tag:Owner=Kim']) {
      expect(ids(typed)).toEqual(['i-0'])
    }
    expect(ids('172.31.4')).toEqual(['i-0', 'i-1'])
    expect(ids('2406:da12::7')).toEqual(['i-0'])
    expect(ids('compute.amazonaws')).toEqual(['i-0'])
    expect(ids('web-servers')).toEqual(['sg-0'])
  })

  it('does not find what only happens to be said of a thing', () => {
    expect(ids('running')).toEqual([])
    expect(ids('for the db')).toEqual([])
  })

  it('groups what it finds, the better group first, and counts the rest', () => {
    expect(search(all, 'web', 3).map(({ id }) => id)).toEqual(['i', 'sg'])
    expect(search(all, '172', 1)).toMatchObject([{ id: 'i', entries: ['i-0'], total: 2 }])
  })

  it('tells an entry what it was looked for by', () => {
    const source = {
      ...instances,
      entryAt: (_at: number, words: readonly string[]) => words.join('|'),
    }
    expect(search([source], ' tag:Owner=kim  web', 3)[0]?.entries).toEqual(['owner=kim|web'])
  })

  it('offers pages, not resources, before anything is typed', () => {
    expect(search(all, ' ', 3).map(({ id }) => id)).toEqual(['page'])
  })
})
