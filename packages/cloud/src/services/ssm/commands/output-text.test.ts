import { describe, expect, it } from 'vitest'
import { cutErrorOutput, cutOutput, isoDuration, listedOutput } from './output-text.ts'

const long = 'This is a sample text. '.repeat(20)

describe('what is listed of a plugin’s output', () => {
  it.each([
    ['', '', ''],
    ['sample output', '', 'sample output'],
    ['', 'sample error', '\n----------ERROR-------\nsample error'],
    ['sample output', 'sample error', 'sample output\n----------ERROR-------\nsample error'],
    [
      long,
      '',
      'This is a sample text. This is a sample text. This is a sample text. This is \n---Output truncated---',
    ],
    [
      '',
      long,
      '\n----------ERROR-------\nThis is a sample text. This is a sample text. This is\n---Error truncated----',
    ],
    [
      long,
      long,
      'This is a sampl\n---Output truncated---\n----------ERROR-------\nThis is a sampl\n---Error truncated----',
    ],
  ])('joins and cuts as the agent does (%#)', (output, error, expected) => {
    expect(listedOutput(output, error, 100)).toBe(expected)
  })

  it('leaves the shorter stream whole', () => {
    const text = listedOutput('short', long, 100)
    expect(text).toMatch(/^short\n----------ERROR-------\nThis/)
    expect(text).toHaveLength(100)
  })
})

it('cuts whole streams only past AWS’s limits', () => {
  expect(cutOutput('o'.repeat(24_000))).toBe('o'.repeat(24_000))
  expect(cutOutput('o'.repeat(24_001))).toBe(`${'o'.repeat(23_980)}--output truncated--`)
  expect(cutErrorOutput('e'.repeat(8001))).toBe(`${'e'.repeat(7981)}--error truncated--`)
})

it.each([
  [0, 'PT0S'],
  [36, 'PT0.036S'],
  [5000, 'PT5S'],
  [61_500, 'PT1M1.5S'],
  [3_600_271, 'PT1H0.271S'],
])('writes %d ms as %s', (ms, text) => expect(isoDuration(ms)).toBe(text))
