import { describe, expect, it } from 'vitest'
import { compileFilters, documentedFilters, type FilterFields } from './filters.ts'

interface Row {
  readonly id: string
  readonly groups: readonly string[]
  readonly public: boolean
  readonly tags: readonly { Key: string; Value: string }[]
}
const rows: readonly Row[] = [
  { id: 'vpc-1', groups: ['web', 'db'], public: true, tags: [{ Key: 'Name', Value: 'a*b' }] },
  { id: 'vpc-2', groups: [], public: false, tags: [{ Key: 'Name', Value: 'axb' }] },
  { id: 'vpc-10', groups: ['web'], public: false, tags: [{ Key: 'name', Value: 'line\nbreak' }] },
]
const known: FilterFields<Row> = {
  fields: {
    'vpc-id': (row) => row.id,
    'is-default': (row) => row.public,
    'group-id': (row) => row.groups,
  },
  tags: (row) => row.tags,
}
const find = (...filters: [name: string, ...values: string[]][]) =>
  rows
    .filter(
      compileFilters(
        'DescribeVpcs',
        filters.map(([Name, ...Values]) => ({ Name, Values })),
        known,
      ),
    )
    .map((row) => row.id)

describe('filters', () => {
  it('take values as alternatives and filters together', () => {
    expect(find(['vpc-id', 'vpc-1', 'vpc-2'])).toEqual(['vpc-1', 'vpc-2'])
    expect(find(['vpc-id', 'vpc-1', 'vpc-2'], ['is-default', 'true'])).toEqual(['vpc-1'])
    expect(find(['group-id', 'db', 'web'])).toEqual(['vpc-1', 'vpc-10'])
    expect(find()).toHaveLength(3)
  })

  it('know wildcards and their escapes, and heed case', () => {
    expect(find(['vpc-id', 'vpc-?'])).toEqual(['vpc-1', 'vpc-2'])
    expect(find(['vpc-id', 'vpc-1*'])).toEqual(['vpc-1', 'vpc-10'])
    expect(find(['tag:Name', 'a*b'])).toEqual(['vpc-1', 'vpc-2'])
    expect(find(['tag:Name', String.raw`a\*b`])).toEqual(['vpc-1'])
    expect(find(['tag:name', 'line*break'])).toEqual(['vpc-10'])
    expect(find(['vpc-id', 'VPC-1'])).toEqual([])
    expect(find(['vpc-id', 'vpc.1'])).toEqual([])
    expect(find(['tag-key', 'Name'])).toEqual(['vpc-1', 'vpc-2'])
    expect(find(['tag-value', 'axb'])).toEqual(['vpc-2'])
  })

  it('match nothing without a value', () => {
    expect(find(['vpc-id'])).toEqual([])
  })

  it('are refused, never ignored', () => {
    expect(() => find(['no-such', 'x'])).toThrow("The filter 'no-such' is invalid")
    expect(() => find(['constructor', 'x'])).toThrow("The filter 'constructor' is invalid")
    expect(() => find(['owner-id', 'x'])).toThrow('is not supported by the embedded cloud')
    expect(() => compileFilters('DescribeVpcs', [{ Values: ['x'] }], known)).toThrow(
      "The filter 'null' is invalid",
    )
    expect(() => find(['vpc-id', ...Array.from({ length: 201 }, String)])).toThrow('is 200')
  })

  it('are documented for every operation that has them', () => {
    expect(documentedFilters('DescribeInstances').size).toBeGreaterThan(100)
    expect(documentedFilters('RunInstances').size).toBe(0)
  })
})
