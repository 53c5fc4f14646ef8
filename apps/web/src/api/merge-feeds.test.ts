import { describe, expect, it } from 'vitest'
import type { FeedView } from './live-store.ts'
import { mergeFeeds } from './merge-feeds.ts'
import { groupByPlace, placeItem, placeOf } from './place.ts'

const seoul = { connection: 'embedded', region: 'ap-northeast-2' }
const ohio = { connection: 'embedded', region: 'us-east-2' }
const refused = { code: 'AuthFailure', message: 'no', status: 401 }

function view(status: FeedView<string>['status'], ...list: string[]): FeedView<string> {
  const items = new Map(list.map((item) => [item, item]))
  return { status, list, items, ...(status === 'error' && { error: refused }) }
}

describe('a list over several places', () => {
  it('shows what has come, in the order of the places, and counts what has not', () => {
    const merged = mergeFeeds([seoul, ohio], [view('ready', 'a'), view('loading', 'b')])
    expect(merged).toMatchObject({ status: 'loading', list: ['a', 'b'], awaited: 1, failures: [] })
    expect(merged.find(ohio, 'b')).toBe('b')
    expect(merged.find(seoul, 'b')).toBeUndefined()
  })

  it('names the place that fails, and keeps the rows of the others and its own old ones', () => {
    const stale = { ...view('error', 'old'), at: '2026-11-21T00:00:00Z' }
    const merged = mergeFeeds([seoul, ohio], [view('ready', 'a'), stale])
    expect(merged).toMatchObject({ status: 'ready', list: ['a', 'old'] })
    expect(merged.failures).toEqual([{ place: ohio, error: refused, stale: true }])
    expect(merged.error).toBeUndefined()
  })

  it('fails as a whole only when all fail, and then as one place does', () => {
    expect(mergeFeeds([seoul, ohio], [view('error'), view('error')])).toMatchObject({
      status: 'error',
      error: refused,
      failures: [{ place: seoul }, { place: ohio }],
    })
    expect(mergeFeeds([seoul], [view('error')])).toMatchObject({ error: refused, failures: [] })
  })
})

it('knows where an item lives, also of a copy, and says nothing of it in JSON', () => {
  const here = placeItem({ id: 'a' }, seoul)
  const copy = { ...here, checks: 1 }
  expect(placeOf(copy)).toBe(seoul)
  expect(JSON.stringify(here)).toBe('{"id":"a"}')
  const there = placeItem({ id: 'b' }, ohio)
  expect(
    groupByPlace([here, there, copy]).map(({ place, items }) => [place, items.length]),
  ).toEqual([
    [seoul, 2],
    [ohio, 1],
  ])
})
