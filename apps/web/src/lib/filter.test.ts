import { describe, expect, it } from 'vitest'
import { compileFilter, type FilterProperty, type FilterToken } from './filter.ts'

interface Server {
  readonly name?: string
  readonly state: string
  readonly groups: readonly string[]
  readonly size: number
  readonly at: string
}

const servers: readonly Server[] = [
  { name: 'web-1', state: 'running', groups: ['web', 'ssh'], size: 8, at: '2026-11-20T23:30:00Z' },
  { name: 'web-10', state: 'stopped', groups: ['web'], size: 16, at: '2026-11-21T10:00:00Z' },
  { name: 'DB (main)', state: 'running', groups: ['db'], size: 100, at: '2026-11-22T00:00:00Z' },
  { state: 'pending', groups: [], size: 9, at: '2026-11-23T00:00:00Z' },
]
const properties: readonly FilterProperty<Server>[] = [
  { key: 'name', label: 'Name', kind: 'text', values: ({ name }) => [name] },
  { key: 'state', label: 'State', kind: 'choice', values: ({ state }) => [state] },
  { key: 'group', label: 'Group', kind: 'choice', values: ({ groups }) => groups },
  { key: 'size', label: 'Size', kind: 'number', values: ({ size }) => [size] },
  { key: 'at', label: 'At', kind: 'date', values: ({ at }) => [at] },
]
const token = (
  property: string | undefined,
  operator: FilterToken['operator'],
  value: string,
): FilterToken => (property === undefined ? { operator, value } : { property, operator, value })
const find = (...tokens: FilterToken[]) =>
  servers.filter(compileFilter(tokens, properties)).map(({ size }) => size)

describe('the filter language', () => {
  it.each([
    ['equals ignores case', [token('name', '=', 'db (MAIN)')], [100]],
    ['contains', [token('name', ':', 'web')], [8, 16]],
    ['does not contain keeps what has no value', [token('name', '!:', 'web')], [100, 9]],
    ['not equal', [token('state', '!=', 'running')], [16, 9]],
    ['wildcards match the whole value', [token('name', '=', 'web-?')], [8]],
    ['a star stands for any text', [token('name', '=', '*b*')], [8, 16, 100]],
    ['signs of patterns are plain text', [token('name', ':', '(main)')], [100]],
    ['nothing finds what has no value', [token('name', '=', '')], [9]],
    ['one of several values is enough', [token('group', '=', 'ssh')], [8]],
    ['a negation needs all values to differ', [token('group', '!=', 'web')], [100, 9]],
    ['free text looks everywhere', [token(undefined, ':', 'ssh')], [8]],
    ['free text may be negated', [token(undefined, '!:', 'web')], [100, 9]],
    ['numbers compare by size, not by text', [token('size', '>', '9')], [16, 100]],
    ['bounds narrow', [token('size', '>=', '9'), token('size', '<', '100')], [16, 9]],
    ['a range', [token('size', '=', '8..16')], [8, 16, 9]],
    ['an open range', [token('size', '!=', '..15')], [16, 100]],
  ])('%s', (_what, tokens, sizes) => {
    expect(find(...tokens)).toEqual(sizes)
  })

  it('takes any of the values of one property, and all properties', () => {
    const running = token('state', '=', 'running')
    const pending = token('state', '=', 'pending')
    expect(find(running, pending)).toEqual([8, 100, 9])
    expect(find(running, pending, token('group', '=', 'web'))).toEqual([8])
    expect(find(token('state', '!=', 'running'), token('state', '!=', 'pending'))).toEqual([16])
  })

  it('reads a bare date as the whole day, in local time', () => {
    const local = (iso: string) => new Date(iso).toLocaleDateString('sv')
    const day = local('2026-11-21T10:00:00Z')
    const ofDay = servers.filter(({ at }) => local(at) === day).map(({ size }) => size)
    expect(find(token('at', '=', day))).toEqual(ofDay)
    expect(find(token('at', '>', '2026-11-21T10:00:00Z'))).toEqual([100, 9])
  })

  it('matches nothing by a property that it does not know', () => {
    expect(find(token('colour', '=', 'red'))).toEqual([])
  })

  it('does not read a bound against text as true', () => {
    expect(find(token('name', '>', '5'))).toEqual([])
  })
})
