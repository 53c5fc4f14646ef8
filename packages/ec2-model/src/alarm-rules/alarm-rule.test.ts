import fc from 'fast-check'
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
    fc.assert(
      fc.property(expressions, ({ rule, script }) => {
        // oxlint-disable-next-line no-implied-eval, no-new-func -- the oracle
        expect([rule, isTrue(rule)]).toEqual([rule, Boolean(new Function(`return ${script}`)())])
      }),
      { numRuns: 500 },
    )
  })
})

/** The same expression in both languages. */
interface Expression {
  readonly rule: string
  readonly script: string
}

const braced = (rule: string): string => `(${rule})`

const state = fc
  .tuple(fc.constantFrom('ALARM', 'OK', 'INSUFFICIENT_DATA'), fc.constantFrom('a', 'b', 'c'))
  .map(([word, name]) => ({ rule: `${word}(${name})`, script: String(states[name] === word) }))

const { expressions } = fc.letrec<{ expressions: Expression }>((tie) => ({
  expressions: fc.oneof(
    { maxDepth: 4 },
    state,
    tie('expressions').map(({ rule, script }) => ({
      rule: `NOT ${braced(rule)}`,
      script: `!(${script})`,
    })),
    fc
      .tuple(
        tie('expressions'),
        fc.constantFrom(['AND', '&&'] as const, ['OR', '||'] as const),
        tie('expressions'),
        fc.boolean(),
      )
      // Without parentheses both languages order the same.
      .map(([left, [word, sign], right, plain]) =>
        plain
          ? {
              rule: `${left.rule} ${word} ${right.rule}`,
              script: `${left.script} ${sign} ${right.script}`,
            }
          : {
              rule: `${braced(left.rule)} ${word} ${braced(right.rule)}`,
              script: `(${left.script}) ${sign} (${right.script})`,
            },
      ),
  ),
}))
