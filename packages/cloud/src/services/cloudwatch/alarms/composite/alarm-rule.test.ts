import { createChance, type Chance } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { alarmsIn, holds, parseRule, RuleFault } from './alarm-rule.ts'

const states = { a: 'ALARM', b: 'OK', c: 'INSUFFICIENT_DATA', 'with space': 'ALARM' } as const

function isTrue(rule: string): boolean {
  return holds(parseRule(rule), (name) =>
    Object.hasOwn(states, name) ? states[name as keyof typeof states] : undefined,
  )
}

describe('a rule', () => {
  it.each([
    ['TRUE', true],
    ['NOT FALSE', true],
    ['ALARM(a)', true],
    ['ALARM("with space")', true],
    ["ALARM('with space') AND OK(b)", true],
    ['ALARM(arn:aws:cloudwatch:us-east-1:123456789012:alarm:a)', true],
    ['ALARM("arn:aws:cloudwatch:us-east-1:123456789012:alarm:with space")', true],
    ['ALARM(b)', false],
    ['INSUFFICIENT_DATA(c)', true],
    ['OK(nobody)', false],
    // AND binds stronger than OR, NOT stronger than both.
    ['ALARM(a) OR ALARM(b) AND ALARM(c)', true],
    ['(ALARM(a) OR ALARM(b)) AND ALARM(c)', false],
    ['NOT ALARM(b) AND NOT (OK(a) OR OK(c))', true],
    ['AT_LEAST(2, ALARM, (a, b, "with space"))', true],
    ['AT_LEAST(50%, OK, (a, b, c))', false],
    ['AT_LEAST(2, NOT ALARM, (a, b, c))', true],
  ])('%s is %s', (rule, expected) => {
    expect(isTrue(rule)).toBe(expected)
  })

  it.each([
    '',
    'ALARM',
    'ALARM()',
    'ALARM(a',
    'ALARM(a) ALARM(b)',
    'alarm(a)',
    'ALARM(a) AND',
    'NOT',
    '(TRUE',
    'TRUE)',
    'AT_LEAST(3, ALARM, (a, b))',
    'AT_LEAST(0, ALARM, (a))',
    `${'('.repeat(500)}TRUE${')'.repeat(500)}`,
  ])('refuses %j', (rule) => {
    expect(() => parseRule(rule)).toThrow(RuleFault)
  })

  it('names its alarms once each', () => {
    const rule = parseRule('ALARM(a) OR NOT (OK(b) AND ALARM(a)) OR AT_LEAST(1, OK, (c, b))')
    expect(alarmsIn(rule)).toEqual(['a', 'b', 'c'])
  })

  it('holds as the same expression in JavaScript does', () => {
    const chance = createChance('rules')
    for (let run = 0; run < 500; run += 1) {
      const { rule, script } = expression(chance, 4)
      // oxlint-disable-next-line no-implied-eval, no-new-func -- the oracle
      expect([rule, isTrue(rule)]).toEqual([rule, Boolean(new Function(`return ${script}`)())])
    }
  })
})

/** One expression in both languages. */
function expression(chance: Chance, depth: number): { rule: string; script: string } {
  const kind = depth === 0 ? 0 : chance.below(4)
  if (kind === 0) {
    const name = (['a', 'b', 'c'] as const)[chance.below(3)] ?? 'a'
    const state = ['ALARM', 'OK', 'INSUFFICIENT_DATA'][chance.below(3)] ?? 'OK'
    return { rule: `${state}(${name})`, script: String(states[name] === state) }
  }
  const left = expression(chance, depth - 1)
  if (kind === 1) return { rule: `NOT ${braced(left.rule)}`, script: `!(${left.script})` }
  const right = expression(chance, depth - 1)
  const [word, sign] = kind === 2 ? ['AND', '&&'] : ['OR', '||']
  // Without parentheses both languages order the same.
  if (chance.below(2) === 0) {
    return {
      rule: `${left.rule} ${word} ${right.rule}`,
      script: `${left.script} ${sign} ${right.script}`,
    }
  }
  return {
    rule: `${braced(left.rule)} ${word} ${braced(right.rule)}`,
    script: `(${left.script}) ${sign} (${right.script})`,
  }
}

const braced = (rule: string): string => `(${rule})`
