import type { Program } from './call.ts'
import { eachFile, chunks } from './text.ts'

/** A decimal number: `digits` times ten to the power of minus `scale`. */
interface Decimal {
  readonly digits: bigint
  readonly scale: number
}

class BcError extends Error {
  override readonly name = 'BcError'
  /** It was understood, but cannot be done. */
  readonly isRuntime: boolean

  constructor(message: string, isRuntime = false) {
    super(message)
    this.isRuntime = isRuntime
  }
}

const ten = (power: number): bigint => 10n ** BigInt(power)
const rescaled = ({ digits, scale }: Decimal, to: number): Decimal => ({
  digits: to >= scale ? digits * ten(to - scale) : digits / ten(scale - to),
  scale: to,
})
const maxScale = 1000
const maxExponent = 10_000n

/** Arithmetic with as many digits as asked for; no control flow, no functions of one's own, no math library. */
class Bc {
  readonly #variables = new Map<string, Decimal>()
  #tokens: string[] = []
  #at = 0

  /** Answers what a line prints. */
  run(line: string): string {
    if (/\b(?:if|while|for|define|print|auto|return)\b/.test(line))
      throw new BcError('control flow is not available in a simulated guest')
    this.#tokens =
      line.match(/"[^"]*"|\d+\.?\d*|\.\d+|[a-z]\w*|[-+*/%^=<>!]=|&&|\|\||[-+*/%^=<>!();]/g) ?? []
    if (
      this.#tokens.join('') !==
      line.replaceAll(/"[^"]*"|\s/g, (text) => (text.trim() === '' ? '' : text))
    )
      throw new BcError('syntax error')
    this.#at = 0
    let printed = ''
    while (this.#at < this.#tokens.length) {
      if (this.#take(';')) continue
      const [token = ''] = this.#tokens.slice(this.#at)
      if (token.startsWith('"')) {
        printed += token.slice(1, -1)
        this.#at++
      } else {
        const isAssignment =
          /^[a-z]/.test(token) && /^[-+*/%^]?=$/.test(this.#tokens[this.#at + 1] ?? '')
        const value = this.#expression()
        if (!isAssignment) printed += `${this.#show(value)}\n`
      }
      if (this.#at < this.#tokens.length && !this.#take(';')) throw new BcError('syntax error')
    }
    return printed
  }

  #number(name: string): number {
    const value = this.#variables.get(name)
    return value ? Number(rescaled(value, 0).digits) : name === 'scale' ? 0 : 10
  }

  #expression(): Decimal {
    const name = this.#tokens[this.#at] ?? ''
    const operator = this.#tokens[this.#at + 1] ?? ''
    if (/^[a-z]\w*$/.test(name) && /^[-+*/%^]?=$/.test(operator)) {
      this.#at += 2
      const right = this.#expression()
      const value =
        operator === '=' ? right : this.#apply(operator.charAt(0), this.#get(name), right)
      const limit = { scale: maxScale, ibase: 16, obase: 36 }[name]
      if (limit !== undefined && (value.digits < 0n || rescaled(value, 0).digits > BigInt(limit)))
        throw new BcError(`${name} is out of range`)
      this.#variables.set(name, value)
      return value
    }
    return this.#comparison()
  }

  #comparison(): Decimal {
    const left = this.#sum()
    const operator = this.#tokens[this.#at] ?? ''
    if (!/^(?:[<>]=?|[=!]=)$/.test(operator)) return left
    this.#at++
    const right = this.#sum()
    const scale = Math.max(left.scale, right.scale)
    const [a, b] = [rescaled(left, scale).digits, rescaled(right, scale).digits]
    const answers: Readonly<Record<string, boolean>> = {
      '<': a < b,
      '>': a > b,
      '<=': a <= b,
      '>=': a >= b,
      '==': a === b,
      '!=': a !== b,
    }
    return { digits: answers[operator] ? 1n : 0n, scale: 0 }
  }

  #sum(): Decimal {
    let value = this.#product()
    for (let sign = this.#oneOf('+-'); sign; sign = this.#oneOf('+-'))
      value = this.#apply(sign, value, this.#product())
    return value
  }

  #product(): Decimal {
    let value = this.#unary()
    for (let sign = this.#oneOf('*/%'); sign; sign = this.#oneOf('*/%'))
      value = this.#apply(sign, value, this.#unary())
    return value
  }

  #unary(): Decimal {
    if (!this.#take('-')) return this.#power()
    const { digits, scale } = this.#unary()
    return { digits: -digits, scale }
  }

  #power(): Decimal {
    const base = this.#primary()
    return this.#take('^') ? this.#apply('^', base, this.#unary()) : base
  }

  #primary(): Decimal {
    const token = this.#tokens[this.#at++] ?? ''
    if (token === '(') {
      const value = this.#expression()
      if (!this.#take(')')) throw new BcError('syntax error')
      return value
    }
    if (/^[\d.]/.test(token)) return this.#literal(token)
    if (!/^[a-z]/.test(token)) throw new BcError('syntax error')
    if (!this.#take('(')) return this.#get(token)
    const value = this.#expression()
    if (!this.#take(')')) throw new BcError('syntax error')
    if (token === 'sqrt') return this.#root(value)
    if (token === 'scale') return { digits: BigInt(value.scale), scale: 0 }
    if (token === 'length')
      return { digits: BigInt(String(value.digits).replace('-', '').length), scale: 0 }
    throw new BcError(`Function ${token} not defined.`)
  }

  #literal(token: string): Decimal {
    const base = this.#number('ibase')
    const [whole = '', fraction = ''] = token.split('.')
    if (base !== 10 && fraction === '')
      return {
        digits: [...whole].reduce((sum, digit) => sum * BigInt(base) + BigInt(digit), 0n),
        scale: 0,
      }
    return { digits: BigInt(whole + fraction), scale: fraction.length }
  }

  #get(name: string): Decimal {
    return this.#variables.get(name) ?? { digits: BigInt(name.endsWith('base') ? 10 : 0), scale: 0 }
  }

  #apply(sign: string, left: Decimal, right: Decimal): Decimal {
    const scale = this.#number('scale')
    const wide = Math.max(left.scale, right.scale)
    switch (sign) {
      case '+':
      case '-': {
        const [a, b] = [rescaled(left, wide).digits, rescaled(right, wide).digits]
        return { digits: sign === '+' ? a + b : a - b, scale: wide }
      }
      case '*':
        return rescaled(
          { digits: left.digits * right.digits, scale: left.scale + right.scale },
          Math.min(left.scale + right.scale, Math.max(scale, wide)),
        )
      case '^':
        return this.#raise(left, right, scale)
    }
    if (right.digits === 0n) throw new BcError('Divide by zero', true)
    const quotient: Decimal = {
      digits: (left.digits * ten(scale + right.scale)) / (right.digits * ten(left.scale)),
      scale,
    }
    if (sign === '/') return quotient
    const to = Math.max(left.scale, scale + right.scale)
    const taken = quotient.digits * right.digits * ten(to - scale - right.scale)
    return { digits: rescaled(left, to).digits - taken, scale: to }
  }

  #raise(base: Decimal, exponent: Decimal, scale: number): Decimal {
    const power = rescaled(exponent, 0).digits
    const size = power < 0n ? -power : power
    if (size > maxExponent) throw new BcError('exponent too large in raise')
    const whole: Decimal = { digits: base.digits ** size, scale: base.scale * Number(size) }
    if (power < 0n) return this.#apply('/', { digits: 1n, scale: 0 }, whole)
    return rescaled(whole, Math.min(whole.scale, Math.max(scale, base.scale)))
  }

  #root(value: Decimal): Decimal {
    if (value.digits < 0n) throw new BcError('Square root of a negative number', true)
    const scale = Math.max(this.#number('scale'), value.scale)
    const wanted = rescaled(value, 2 * scale).digits
    let root = wanted
    for (let next = (root + 1n) / 2n; next < root; next = (root + wanted / root) / 2n) root = next
    return { digits: root, scale }
  }

  #show({ digits, scale }: Decimal): string {
    const sign = digits < 0n ? '-' : ''
    const size = digits < 0n ? -digits : digits
    const base = this.#number('obase')
    if (base !== 10) return sign + (size / ten(scale)).toString(base).toUpperCase()
    if (size === 0n) return '0'
    const text = String(size).padStart(scale, '0')
    const whole = text.slice(0, text.length - scale)
    return sign + whole + (scale > 0 ? `.${text.slice(text.length - scale)}` : '')
  }

  #oneOf(signs: string): string | undefined {
    const token = this.#tokens[this.#at]
    if (token === undefined || token.length !== 1 || !signs.includes(token)) return undefined
    this.#at++
    return token
  }

  #take(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false
    this.#at++
    return true
  }
}

const bc: Program = async (call) => {
  const names = call.args.filter((arg) => !arg.startsWith('-'))
  const calculator = new Bc()
  if (call.args.some((arg) => /^-\w*l|^--mathlib$/.test(arg))) calculator.run('scale=20')
  let line = 0
  let quit = false
  const say = async (text: string): Promise<void> => {
    line++
    const plain = text.replace(/#.*|\/\*.*?\*\//g, '').trim()
    if (quit || plain === '') return
    if (/^(?:quit|halt)$/.test(plain)) {
      quit = true
      return
    }
    try {
      await call.out(calculator.run(plain))
    } catch (error) {
      if (!(error instanceof BcError)) throw error
      const lead = error.isRuntime ? 'Runtime error (func=(main), adr=3)' : `(standard_in) ${line}`
      await call.err(`${lead}: ${error.message}\n`)
    }
  }
  return eachFile(call, names.length > 0 ? [...names, '-'] : names, async (file) => {
    let rest = ''
    for await (const bytes of chunks(call, file)) {
      const lines = (rest + Buffer.from(bytes).toString()).split('\n')
      rest = lines.pop() ?? ''
      for (const each of lines) await say(each)
    }
    if (rest !== '') await say(rest)
  })
}

export const calculatorPrograms = { bc } satisfies Readonly<Record<string, Program>>
