import { describe, expect, it } from 'vitest'
import { createSortMemory, sortItems } from './sort.ts'

interface Item {
  readonly name?: string
  readonly size?: number
  readonly at?: number
}

const byName = { value: ({ name }: Item) => name, descending: false }

describe('sorting', () => {
  it('sorts texts as people count, and what has none last in both directions', () => {
    const items = [{ name: 'web-10' }, {}, { name: 'Web-2' }, { name: '' }, { name: 'db' }]
    const up = sortItems(items, byName, createSortMemory())
    expect(up.map(({ name }) => name)).toEqual(['db', 'Web-2', 'web-10', undefined, ''])
    const down = sortItems(items, { ...byName, descending: true }, createSortMemory())
    expect(down.map(({ name }) => name)).toEqual(['web-10', 'Web-2', 'db', undefined, ''])
  })

  it('keeps zero among the numbers', () => {
    const sizes = sortItems(
      [{ size: 3 }, {}, { size: 0 }, { size: 12 }],
      { value: ({ size }) => size, descending: false },
      createSortMemory(),
    )
    expect(sizes.map(({ size }) => size)).toEqual([0, 3, 12, undefined])
  })

  it('keeps the order of equals, and does not touch its input', () => {
    const items = [1, 2, 3].map((at) => ({ name: 'same', at }))
    const sorted = sortItems<Item>(items, { ...byName, descending: true }, createSortMemory())
    expect(sorted.map(({ at }) => at)).toEqual([1, 2, 3])
    expect(items.map(({ at }) => at)).toEqual([1, 2, 3])
  })

  it('stays right when a new text comes after the memory was made', () => {
    const memory = createSortMemory()
    sortItems([{ name: 'a' }, { name: 'c' }], byName, memory)
    const sorted = sortItems([{ name: 'c' }, { name: 'b' }, { name: 'a' }], byName, memory)
    expect(sorted.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  })
})
