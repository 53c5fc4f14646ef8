import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en as firstEn, type Key } from './en.ts'
import { ko as firstKo } from './ko.ts'
import { later as laterEn } from './later-en.ts'
import { later as laterKo } from './later-ko.ts'
import { createTranslate } from './locale.ts'

const en = { ...firstEn, ...laterEn }
const ko = { ...firstKo, ...laterKo }
const keys = Object.keys(en) as Key[]

/** Names of all arguments of a message, its branches included. */
function argumentsOf(text: string, locale: string): string[] {
  const names = new Set<string>()
  const visit = (nodes: unknown): void => {
    if (!Array.isArray(nodes)) return
    for (const node of nodes) {
      if (typeof node !== 'object' || node === null) continue
      // Types of the parser: 0 is plain text, 7 is #, the rest are arguments.
      if ('type' in node && node.type !== 0 && node.type !== 7 && 'value' in node) {
        names.add(String(node.value))
      }
      if ('options' in node && typeof node.options === 'object' && node.options !== null) {
        for (const option of Object.values(node.options)) {
          visit(Reflect.get(Object(option), 'value'))
        }
      }
    }
  }
  visit(new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}

describe('messages', () => {
  it('are the same keys in both languages', () => {
    expect(Object.keys(ko).sort()).toEqual(keys.toSorted())
  })

  it('are none empty, and parse with the same arguments in both languages', () => {
    const bad = keys.filter(
      (key) =>
        en[key].trim() === '' ||
        ko[key].trim() === '' ||
        argumentsOf(en[key], 'en').join() !== argumentsOf(ko[key], 'ko').join(),
    )
    expect(bad).toEqual([])
  })

  it('are translated: Korean text says something in Korean', () => {
    // Names (Elastic Block Store) may stay as they are; a plain English word may not.
    const untranslated = keys.filter(
      (key) => ko[key] === en[key] && /(^|[^\w{])[a-z]{4,}/.test(en[key].replace(/\{.*?\}/g, '')),
    )
    expect(untranslated).toEqual([])
  })

  it('count, in both languages', () => {
    expect(createTranslate('en', en)('table.matches', { count: 1 })).toBe('1 match')
    expect(createTranslate('en', en)('table.matches', { count: 2000 })).toBe('2,000 matches')
    expect(createTranslate('ko', ko)('table.matches', { count: 3 })).toBe('3개 일치')
  })

  it('keep braces and apostrophes that stand in no argument', () => {
    expect(createTranslate('en', en)('dialog.imageNameText')).toContain("'")
  })
})
