import { expect, it } from 'vitest'
import { findMatches } from './match.ts'

const texts = ['Launch instances', 'Instances', 'web-server i-0abc', 'Key pairs']
const find = (typed: string) => findMatches(texts, (text) => text, typed, 3)

it('puts the start of a text first, then the start of a word, then the rest', () => {
  expect(find('inst')).toEqual(['Instances', 'Launch instances'])
})

it('needs every word, in any order', () => {
  expect(find('i-0 web')).toEqual(['web-server i-0abc'])
  expect(find('web nothing')).toEqual([])
})

it('offers all when nothing is typed, up to the limit', () => {
  expect(find('')).toEqual(texts.slice(0, 3))
})
