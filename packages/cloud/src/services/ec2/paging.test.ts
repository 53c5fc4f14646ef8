import { describe, expect, it } from 'vitest'
import { paginate } from './paging.ts'

const scope = { account: '123456789012', region: 'us-east-1' }
const list = Array.from({ length: 12 }, (_, i) => `id-${i}`)
const keyOf = (item: string) => item
const page = (items: readonly string[], MaxResults?: number, NextToken?: string, where = scope) =>
  paginate(where, 'DescribeVpcs', items, { MaxResults, NextToken }, { keyOf })

describe('paging', () => {
  it('gives everything when no size is asked for', () => {
    expect(page(list)).toEqual({ items: list, nextToken: undefined })
  })

  it('walks the whole list with tokens that never repeat', () => {
    const seen: string[] = []
    const tokens: string[] = []
    let token: string | undefined
    do {
      const next: ReturnType<typeof page> = page(list, 5, token)
      seen.push(...next.items)
      token = next.nextToken
      if (token) tokens.push(token)
    } while (token)
    expect(seen).toEqual(list)
    expect(new Set(tokens).size).toBe(2)
  })

  it('neither skips nor repeats when items go between two pages', () => {
    const { nextToken } = page(list, 5)
    expect(page(list.slice(2), 5, nextToken).items[0]).toBe('id-5')
    for (const gone of ['id-4', 'id-5']) {
      const shorter = list.filter((id) => id !== gone)
      const expected = gone === 'id-4' ? 'id-5' : 'id-6'
      expect(page(shorter, 5, nextToken).items[0]).toBe(expected)
    }
  })

  it('refuses bad sizes, foreign tokens and ids beside a size', () => {
    expect(() => page(list, 4)).toThrow(
      'Value ( 4 ) for parameter maxResults is invalid. Expecting a value greater than 5.',
    )
    expect(() => page(list, 1001)).toThrow('Expecting a value less than 1000.')
    expect(() => page(list, 5, 'nonsense')).toThrow('The token is invalid.')
    const { nextToken } = page(list, 5)
    expect(() => page(list, 5, nextToken, { ...scope, region: 'eu-west-1' })).toThrow(
      'The token is invalid.',
    )
    expect(() =>
      paginate(
        scope,
        'DescribeInstances',
        list,
        { MaxResults: 5 },
        { keyOf, ids: { name: 'instancesSet', given: true } },
      ),
    ).toThrow('The parameter instancesSet cannot be used with the parameter maxResults')
  })
})
