import { expect, it } from 'vitest'
import { revivePreferences } from './preferences.ts'

const columns = [{ id: 'name' }, { id: 'state' }, { id: 'ip', hidden: true }]
const ids = (stored: unknown) => revivePreferences(stored, columns).columns.map(({ id }) => id)

it('starts with the columns as declared, hidden ones hidden', () => {
  expect(revivePreferences(undefined, columns)).toMatchObject({
    pageSize: 50,
    columns: [
      { id: 'name', visible: true },
      { id: 'state', visible: true },
      { id: 'ip', visible: false },
    ],
  })
})

it('keeps the chosen order and visibility', () => {
  const chosen = [
    { id: 'ip', visible: true },
    { id: 'name', visible: true },
    { id: 'state', visible: false },
  ]
  expect(revivePreferences({ columns: chosen }, columns).columns).toEqual(chosen)
})

it('forgets columns that are gone and places new ones after their neighbour', () => {
  expect(
    ids({
      columns: [
        { id: 'ip', visible: true },
        { id: 'old', visible: true },
        { id: 'name', visible: true },
      ],
    }),
  ).toEqual(['ip', 'name', 'state'])
})

it.each([null, 'rubbish', { columns: 'x', widths: [1], pageSize: 7 }, { columns: [1, null] }])(
  'makes something valid of %j',
  (stored) => {
    expect(revivePreferences(stored, columns)).toMatchObject({ pageSize: 50, widths: {} })
    expect(ids(stored)).toEqual(['name', 'state', 'ip'])
  },
)
