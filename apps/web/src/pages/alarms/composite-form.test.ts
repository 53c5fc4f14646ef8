import { expect, it } from 'vitest'
import { compositeFaults, compositeFormOf, compositeInput, newComposite } from './composite-form.ts'
import { missingIn, readRule, ruleDraftOf, ruleText, stateOf } from './rule-draft.ts'

const known = new Map([
  ['busy', { StateValue: 'ALARM' }],
  ['slow "app"', { StateValue: 'OK' }],
] as const)

it('writes the rule that its rows say, and reads it back into them', () => {
  const text = 'ALARM("busy") AND NOT OK("slow \\"app\\"")'
  const draft = ruleDraftOf(text)
  expect(draft).toMatchObject({
    asText: false,
    joiner: 'AND',
    rows: [
      { not: false, state: 'ALARM', alarm: 'busy' },
      { not: true, state: 'OK', alarm: 'slow "app"' },
    ],
  })
  expect(ruleText(draft)).toBe(text)
})

it('leaves as text what rows cannot say', () => {
  for (const text of ['ALARM(a) AND (OK(b) OR OK(c))', 'AT_LEAST(2, ALARM, (a, b, c))', 'TRUE']) {
    expect(ruleDraftOf(text)).toMatchObject({ asText: true, text })
    expect(ruleText(ruleDraftOf(text))).toBe(text)
  }
})

it('tells what the rule is now, and which alarms it misses', () => {
  const rule = readRule('ALARM(busy) AND NOT ALARM("slow \\"app\\"")')
  if (!('kind' in rule)) throw new Error(rule.problem)
  expect(stateOf(rule, known)).toBe('ALARM')
  expect(missingIn(rule, known)).toEqual([])
  const other = readRule('ALARM(busy) AND ALARM(gone)')
  if (!('kind' in other)) throw new Error(other.problem)
  expect(stateOf(other, known)).toBe('OK')
  expect(missingIn(other, known)).toEqual(['gone'])
})

it('comes back from the alarm that it makes, and says what is missing', () => {
  const form = {
    ...newComposite(['busy']),
    name: 'both',
    actions: {
      ALARM: 'arn:aws:sns:us-east-1:1:a\narn:aws:sns:us-east-1:1:b',
      OK: '',
      INSUFFICIENT_DATA: '',
    },
    suppressor: 'night',
  }
  expect(compositeFaults(form)).toEqual([])
  const back = compositeFormOf(compositeInput(form))
  expect(compositeInput(back)).toEqual(compositeInput(form))
  expect(compositeFaults(newComposite([]))).toEqual(['name', 'rule'])
  expect(
    compositeFaults({ ...form, waitSeconds: 'x', actions: { ...form.actions, OK: 'mail' } }),
  ).toEqual(['actions', 'seconds'])
})
