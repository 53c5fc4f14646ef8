import { expect, it } from 'vitest'
import { toCsv, toJson } from './export-rows.ts'

interface Item {
  readonly name: string
  readonly size?: number
  readonly groups?: readonly string[]
}

const columns = [
  { id: 'name', header: 'Name', cell: () => null, value: ({ name }: Item) => name },
  { id: 'link', header: 'Link', cell: () => null },
  { id: 'size', header: 'Size, GiB', cell: () => null, value: ({ size }: Item) => size },
  { id: 'groups', header: 'Groups', cell: () => null, values: ({ groups = [] }: Item) => groups },
]
const lines = (items: readonly Item[]) => toCsv(columns, items).split('\r\n').slice(1, -1)

it('writes a header and a line for each item, with a mark for Excel', () => {
  const text = toCsv(columns, [{ name: '웹', size: -3, groups: ['a', 'b'] }])
  expect(text).toBe('\uFEFFName,"Size, GiB",Groups\r\n웹,-3,"a, b"\r\n')
})

it('keeps what a spreadsheet would run a text', () => {
  for (const name of ['=1+1', '+1', '-cmd', '@SUM(A1)', '\t=1', ' =1', '\r=1']) {
    expect(toCsv(columns, [{ name }])).toContain(`"'${name}"`)
  }
  expect(lines([{ name: 'web-1=2' }])).toEqual(['web-1=2,,'])
})

it('quotes what would break a line, a cell or a quote', () => {
  expect(toCsv(columns, [{ name: 'say "hi",\nyou' }])).toContain('"say ""hi"",\nyou",,')
})

it('writes whole records as JSON', () => {
  const items = [{ name: 'web', size: 8 }]
  const text = toJson(items, (item) => ({ Region: 'us-east-1', ...item }))
  expect(JSON.parse(text)).toEqual([{ Region: 'us-east-1', name: 'web', size: 8 }])
})
