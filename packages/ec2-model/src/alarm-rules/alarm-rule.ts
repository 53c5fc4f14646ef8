import { nameInWish } from './alarm-reference.ts'

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

/** What a composite alarm's rule says. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: StateValue; readonly alarm: string }
  | { readonly kind: 'not'; readonly of: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly left: AlarmRule; readonly right: AlarmRule }
  | {
      readonly kind: 'at-least'
      /** Of 100 where it is a percentage. */
      readonly count: number
      readonly percent: boolean
      readonly state: StateValue
      readonly negated: boolean
      readonly alarms: readonly string[]
    }

/** What is wrong with a rule, fit for a person. */
export class RuleFault extends Error {
  override readonly name = 'RuleFault'
}

/**
 * Reads `ALARM(a) AND (OK("b") OR NOT INSUFFICIENT_DATA(c))`, `AT_LEAST(2, ALARM, (a, b, c))`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function parseRule(text: string): AlarmRule {
  const parser = new RuleParser(text)
  const rule = parser.either()
  parser.end()
  return rule
}

/** Whether the rule holds. */
export function holds(
  rule: AlarmRule,
  stateOf: (alarm: string) => StateValue | undefined,
): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value
    case 'state':
      return stateOf(rule.alarm) === rule.state
    case 'not':
      return !holds(rule.of, stateOf)
    case 'and':
      return holds(rule.left, stateOf) && holds(rule.right, stateOf)
    case 'or':
      return holds(rule.left, stateOf) || holds(rule.right, stateOf)
    case 'at-least': {
      const { alarms, state, negated, count, percent } = rule
      const met = alarms.filter((alarm) => (stateOf(alarm) === state) !== negated).length
      return percent ? met * 100 >= count * alarms.length : met >= count
    }
  }
}

/** The names in a rule, each once, in order. */
export function alarmsIn(rule: AlarmRule): readonly string[] {
  const names = new Set<string>()
  const visit = (each: AlarmRule): void => {
    if (each.kind === 'state') names.add(each.alarm)
    else if (each.kind === 'at-least') for (const name of each.alarms) names.add(name)
    else if (each.kind === 'not') visit(each.of)
    else if (each.kind === 'and' || each.kind === 'or') {
      visit(each.left)
      visit(each.right)
    }
  }
  visit(rule)
  return [...names]
}

const deepest = 100

/** OR binds weakest, then AND, then NOT. */
class RuleParser {
  readonly #text: string
  #at = 0
  #depth = 0

  constructor(text: string) {
    this.#text = text
  }

  either(): AlarmRule {
    let left = this.#both()
    while (this.#takeWord('OR')) left = { kind: 'or', left, right: this.#both() }
    return left
  }

  end(): void {
    this.#skipSpace()
    if (this.#at < this.#text.length) throw this.#fault('an operator')
  }

  #both(): AlarmRule {
    let left = this.#one()
    while (this.#takeWord('AND')) left = { kind: 'and', left, right: this.#one() }
    return left
  }

  #one(): AlarmRule {
    if (++this.#depth > deepest) throw new RuleFault('the rule is nested too deeply')
    try {
      if (this.#takeWord('NOT')) return { kind: 'not', of: this.#one() }
      if (this.#take('(')) {
        const inner = this.either()
        this.#expect(')')
        return inner
      }
      return this.#condition()
    } finally {
      this.#depth -= 1
    }
  }

  #condition(): AlarmRule {
    if (this.#takeWord('TRUE')) return { kind: 'constant', value: true }
    if (this.#takeWord('FALSE')) return { kind: 'constant', value: false }
    if (this.#takeWord('AT_LEAST')) return this.#atLeast()
    const state = this.#state()
    this.#expect('(')
    const alarm = this.#name()
    this.#expect(')')
    return { kind: 'state', state, alarm }
  }

  #atLeast(): AlarmRule {
    this.#expect('(')
    const [, digits, sign] = this.#match(/(\d+)(%?)/y) ?? []
    const count = Number(digits)
    if (digits === undefined || count < 1) throw this.#fault('a number')
    this.#expect(',')
    const negated = this.#takeWord('NOT')
    const state = this.#state()
    this.#expect(',')
    this.#expect('(')
    const alarms = [this.#name()]
    while (this.#take(',')) alarms.push(this.#name())
    this.#expect(')')
    this.#expect(')')
    const percent = sign === '%'
    if (count > (percent ? 100 : alarms.length)) {
      throw new RuleFault(`AT_LEAST asks for ${count}${sign} of ${alarms.length} alarms`)
    }
    return { kind: 'at-least', count, percent, state, negated, alarms }
  }

  #state(): StateValue {
    if (this.#takeWord('ALARM')) return 'ALARM'
    if (this.#takeWord('OK')) return 'OK'
    if (this.#takeWord('INSUFFICIENT_DATA')) return 'INSUFFICIENT_DATA'
    throw this.#fault('a function')
  }

  /** In quotes where it has spaces, parentheses or commas. */
  #name(): string {
    const quoted = this.#match(/(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/y)
    const plain = quoted ? undefined : this.#match(/[^\s(),"']+/y)
    const name = (quoted?.[1] ?? quoted?.[2])?.replace(/\\(.)/g, '$1') ?? plain?.[0]
    if (!name) throw this.#fault('the name of an alarm')
    return nameInWish(name)
  }

  #takeWord(word: string): boolean {
    return this.#match(new RegExp(`${word}\\b`, 'y')) !== null
  }

  #take(sign: string): boolean {
    this.#skipSpace()
    if (this.#text[this.#at] !== sign) return false
    this.#at += 1
    return true
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#fault(`'${sign}'`)
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    this.#skipSpace()
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found) this.#at = pattern.lastIndex
    return found
  }

  #skipSpace(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1
  }

  #fault(expected: string): RuleFault {
    return new RuleFault(`${expected} was expected at position ${this.#at}`)
  }
}
