import fc from 'fast-check'
import { expect, it } from 'vitest'
import { collection } from './collection.ts'
import { createTable, type Entry } from './table.ts'

interface Thing {
  readonly id: string
  readonly colour: string
  readonly marks: readonly string[]
}

const things = collection<Thing, 'colour' | 'mark'>({
  name: 'test/thing',
  scope: 'region',
  indexes: { colour: ({ colour }) => colour || undefined, mark: ({ marks }) => marks },
})

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const colours = ['', 'red', 'blue']
const marks = ['x', 'y', 'z']
const thing = fc.record({
  colour: fc.constantFrom(...colours),
  marks: fc.uniqueArray(fc.constantFrom(...marks)),
})
const step = fc.oneof(
  fc.record({ do: fc.constant('put' as const), id: fc.constantFrom(...ids), thing }),
  fc.record({ do: fc.constant('delete' as const), id: fc.constantFrom(...ids) }),
  /** As a transaction that is undone puts the entry of an earlier row back. */
  fc.record({ do: fc.constant('undo' as const), id: fc.constantFrom(...ids) }),
  fc.record({ do: fc.constant('ask' as const) }),
)

it('answers from its order and its indexes what the records themselves say', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 400, size: 'max' }), (steps) => {
      const table = createTable(things)
      const plain = new Map<string, Entry<Thing>>()
      const gone = new Map<string, Entry<Thing>>()
      let row = 0
      const check = (): void => {
        const all = [...plain.values()].toSorted((a, b) => a.row - b.row).map((e) => e.record)
        expect(table.all()).toEqual(all)
        expect(table.size).toBe(all.length)
        for (const colour of colours.slice(1)) {
          const found = all.filter((one) => one.colour === colour)
          expect(table.by('colour', colour)).toEqual(found)
          expect(table.countBy('colour', colour)).toBe(found.length)
        }
        for (const mark of marks) {
          const found = all.filter((one) => one.marks.includes(mark))
          expect(table.by('mark', mark)).toEqual(found)
          expect(table.countBy('mark', mark)).toBe(found.length)
        }
        const some = ['e', 'a', 'c', 'none', 'a']
        expect(table.pick(some)).toEqual(all.filter(({ id }) => some.includes(id)))
      }
      for (const next of steps) {
        if (next.do === 'ask') check()
        else {
          const { id } = next
          const before = plain.get(id)
          let entry: Entry<Thing> | undefined
          if (next.do === 'put') {
            entry = { record: { id, ...next.thing }, row: before?.row ?? (row += 1) }
          } else if (next.do === 'undo') entry = before ?? gone.get(id)
          if (before && !entry) gone.set(id, before)
          if (entry) plain.set(id, entry)
          else plain.delete(id)
          table.set(id, entry)
        }
      }
      check()
    }),
    { numRuns: 60, seed: 7 },
  )
})

it('gives lists that later changes leave alone', () => {
  const table = createTable(things)
  table.set('a', { record: { id: 'a', colour: 'red', marks: [] }, row: 1 })
  const before = table.all()
  table.set('a', undefined)
  expect(before.map(({ id }) => id)).toEqual(['a'])
  expect(table.all()).toEqual([])
})
