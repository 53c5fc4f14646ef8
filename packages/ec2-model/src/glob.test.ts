import fc from 'fast-check'
import { expect, it } from 'vitest'
import { matchesGlob, parseGlob } from './glob.ts'

const matches = (pattern: string, text: string) => {
  const parsed = parseGlob(pattern)
  return typeof parsed === 'string' ? parsed === text : matchesGlob(parsed, text)
}

/** The meaning, written the short and slow way. */
function slow(pattern: string, text: string): boolean {
  if (pattern === '') return text === ''
  const [first, rest] = [pattern.charAt(0), pattern.slice(1)] as const
  if (first === '*') return slow(rest, text) || (text !== '' && slow(pattern, text.slice(1)))
  return text !== '' && (first === '?' || first === text.charAt(0)) && slow(rest, text.slice(1))
}

it('means what the short definition says', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 })
  fc.assert(
    fc.property(pattern, text, (p, t) => {
      expect(matches(p, t)).toBe(slow(p, t))
    }),
    { numRuns: 2_000 },
  )
})

it('finds any text when its wildcards are escaped', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(matches(text.replace(/[\\*?]/g, String.raw`\$&`), text)).toBe(true)
    }),
  )
})

it('counts a character beyond the BMP as one', () => {
  expect(matches('?', '🌫')).toBe(true)
  expect(matches('a?c', 'a🌫c')).toBe(true)
})

it('is not slowed by patterns made to slow it', () => {
  const before = process.cpuUsage()
  expect(matches('*a'.repeat(100) + 'b', 'a'.repeat(256))).toBe(false)
  // The processor's time, not the clock's: other work beside it does not count.
  expect(process.cpuUsage(before).user).toBeLessThan(500_000)
})
