import { expect, test } from 'vitest'
import { jsonPieces } from './json.ts'

async function text(output: object, hasBytes = false): Promise<string> {
  let all = ''
  for await (const piece of jsonPieces(output, hasBytes)) all += piece
  return all
}

test('spells what JSON.stringify spells, dates in ISO form, nothing for undefined', async () => {
  const output = {
    Name: '웹 "server"',
    At: new Date(0),
    Gone: undefined,
    Empty: [],
    Deep: { On: true, Count: 0 },
  }
  expect(await text(output)).toBe(JSON.stringify(output))
  expect(await text({})).toBe('{}')
})

test.each([1, 100, 101, 250])('a list of %i items comes whole', async (length) => {
  const output = { Before: 1, List: Array.from({ length }, (_, index) => ({ index })), After: 'x' }
  expect(await text(output)).toBe(JSON.stringify(output))
})

test('bytes become base64', async () => {
  expect(await text({ Key: Buffer.from('hello') }, true)).toBe('{"Key":"aGVsbG8="}')
  const list = Array.from({ length: 101 }, () => new Uint8Array([1]))
  expect(await text({ List: list }, true)).toBe(`{"List":[${list.map(() => '"AQ=="').join(',')}]}`)
})

test('a long list lets others have their turn, wherever it stands', async () => {
  const Instances = Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x'.repeat(500) }))
  const output = { Reservations: [{ Instances }], NextToken: undefined }
  let turns = 0
  let done = false
  const count = () => {
    turns += 1
    if (!done) setImmediate(count)
  }
  setImmediate(count)
  const spelt = await text(output)
  done = true
  expect(turns).toBeGreaterThan(1)
  expect(spelt).toBe(JSON.stringify(output))
})
