import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFilter, writeFilter } from './filter-url.ts'
import { filterOperators, type FilterToken } from './filter.ts'

const write = (tokens: readonly FilterToken[]) => {
  const search = new URLSearchParams('page=3&filter=old%3Dgone')
  writeFilter(search, tokens)
  return search
}

describe('a filter in a URL', () => {
  it('reads as a person would write it', () => {
    expect(readFilter(new URLSearchParams('filter=state=running&filter=tag:Env!=prod'))).toEqual([
      { property: 'state', operator: '=', value: 'running' },
      { property: 'tag:Env', operator: '!=', value: 'prod' },
    ])
  })

  it('replaces the filter that was there and nothing else', () => {
    const search = write([{ property: 'type', operator: ':', value: 't3' }])
    expect(search.getAll('filter')).toEqual(['type:t3'])
    expect(search.get('page')).toBe('3')
  })

  it('leaves out what it cannot read', () => {
    expect(readFilter(new URLSearchParams('filter=nothing&filter=%25E0%25A4%3Dx'))).toEqual([])
  })

  it('survives the address bar, whatever tag keys and values hold', () => {
    const token = fc.record({
      property: fc.oneof(
        fc.constantFrom('state', 'launch-time'),
        fc.string({ minLength: 1, unit: 'grapheme' }).map((key) => `tag:${key}`),
      ),
      operator: fc.constantFrom(...filterOperators),
      // A value that starts with = would join its operator; AWS's own console has the same rule.
      value: fc.string({ unit: 'grapheme' }).filter((value) => !value.startsWith('=')),
    })
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        const text = write(tokens).toString()
        expect(readFilter(new URLSearchParams(text))).toEqual(tokens)
      }),
    )
  })
})
