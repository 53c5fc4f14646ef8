/** What an expression may look at and change. */
export interface ArithmeticScope {
  get(name: string, index: string | undefined): string | undefined
  set(name: string, index: string | undefined, value: string): void
}

export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError'
}

const assignments = ['<<=', '>>=', '+=', '-=', '*=', '/=', '%=', '&=', '^=', '|=', '=']
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Evaluates a shell arithmetic expression (already expanded) in 64-bit integers. */
export function evaluateArithmetic(text: string, scope: ArithmeticScope, depth = 0): bigint {
  if (depth > 64) throw new ArithmeticError('expression recursion level exceeded')
  const parser = new Arithmetic(text, scope, depth)
  return parser.run()
}

class Arithmetic {
  readonly #text: string
  readonly #scope: ArithmeticScope
  readonly #depth: number
  #at = 0
  /** In the branch that is not taken nothing is assigned. */
  #skipping = 0

  constructor(text: string, scope: ArithmeticScope, depth: number) {
    this.#text = text
    this.#scope = scope
    this.#depth = depth
  }

  run(): bigint {
    this.#space()
    if (this.#at >= this.#text.length) return 0n
    const value = this.#comma()
    if (this.#at < this.#text.length) this.#fail('syntax error in expression')
    return value
  }

  #comma(): bigint {
    let value = this.#assignment()
    while (this.#take(',')) value = this.#assignment()
    return value
  }

  #assignment(): bigint {
    const start = this.#at
    const target = this.#name()
    if (target) {
      this.#space()
      const operator = assignments.find((sign) => this.#text.startsWith(sign, this.#at))
      if (operator && !(operator === '=' && this.#text.charAt(this.#at + 1) === '=')) {
        this.#at += operator.length
        this.#space()
        const right = this.#assignment()
        const before = operator === '=' ? 0n : this.#value(target)
        const value = operator === '=' ? right : this.#binary(operator.slice(0, -1), before, right)
        return this.#assign(target, value)
      }
    }
    this.#at = start
    return this.#ternary()
  }

  #ternary(): bigint {
    const condition = this.#level(0)
    if (!this.#take('?')) return condition
    const yes = this.#guarded(condition === 0n, () => this.#assignment())
    if (!this.#take(':')) this.#fail("`:' expected for conditional expression")
    const no = this.#guarded(condition !== 0n, () => this.#assignment())
    return condition === 0n ? no : yes
  }

  #level(level: number): bigint {
    const signs = levels[level]
    if (!signs) return this.#power()
    let left = this.#level(level + 1)
    for (;;) {
      this.#space()
      const sign = signs.find((candidate) => this.#isOperator(candidate))
      if (!sign) return left
      this.#at += sign.length
      this.#space()
      const soFar = left
      const skip = (sign === '&&' && soFar === 0n) || (sign === '||' && soFar !== 0n)
      const at = this.#at
      const right = this.#guarded(skip, () => this.#level(level + 1))
      if (right === 0n && (sign === '/' || sign === '%') && this.#skipping === 0) {
        this.#at = at
        this.#fail('division by 0')
      }
      left = this.#binary(sign, left, right)
    }
  }

  #power(): bigint {
    const base = this.#unary()
    if (!this.#take('**')) return base
    const exponent = this.#power()
    if (exponent < 0n) this.#fail('exponent less than 0')
    if (exponent > 4096n) return 0n
    return BigInt.asIntN(64, base ** exponent)
  }

  #unary(): bigint {
    this.#space()
    for (const sign of ['++', '--']) {
      if (!this.#text.startsWith(sign, this.#at)) continue
      const back = this.#at
      this.#at += 2
      const target = this.#name()
      if (target) return this.#assign(target, this.#value(target) + (sign === '++' ? 1n : -1n))
      this.#at = back
    }
    if (this.#take('!')) return this.#unary() === 0n ? 1n : 0n
    if (this.#take('~')) return ~this.#unary()
    if (this.#take('-')) return BigInt.asIntN(64, -this.#unary())
    if (this.#take('+')) return this.#unary()
    return this.#postfix()
  }

  #postfix(): bigint {
    if (this.#take('(')) {
      const value = this.#comma()
      if (!this.#take(')')) this.#fail("missing `)'")
      return value
    }
    const number = /^(?:0[xX][0-9a-fA-F]+|\d+#[0-9a-zA-Z@_]+|\d+)/.exec(
      this.#text.slice(this.#at),
    )?.[0]
    if (number) {
      this.#at += number.length
      this.#space()
      return parseNumber(number)
    }
    const target = this.#name()
    if (!target) return this.#fail('syntax error: operand expected')
    this.#space()
    for (const sign of ['++', '--'])
      if (this.#text.startsWith(sign, this.#at)) {
        this.#at += 2
        this.#space()
        const before = this.#value(target)
        this.#assign(target, before + (sign === '++' ? 1n : -1n))
        return before
      }
    return this.#value(target)
  }

  #binary(sign: string, left: bigint, right: bigint): bigint {
    switch (sign) {
      case '||':
        return left !== 0n || right !== 0n ? 1n : 0n
      case '&&':
        return left !== 0n && right !== 0n ? 1n : 0n
      case '|':
        return left | right
      case '^':
        return left ^ right
      case '&':
        return left & right
      case '==':
        return left === right ? 1n : 0n
      case '!=':
        return left === right ? 0n : 1n
      case '<=':
        return left <= right ? 1n : 0n
      case '>=':
        return left >= right ? 1n : 0n
      case '<':
        return left < right ? 1n : 0n
      case '>':
        return left > right ? 1n : 0n
      case '<<':
        return BigInt.asIntN(64, left << (right & 63n))
      case '>>':
        return left >> (right & 63n)
      case '+':
        return BigInt.asIntN(64, left + right)
      case '-':
        return BigInt.asIntN(64, left - right)
      case '*':
        return BigInt.asIntN(64, left * right)
      default:
        if (right === 0n) return this.#skipping > 0 ? 0n : this.#fail('division by 0')
        return sign === '/' ? left / right : left % right
    }
  }

  #name(): { name: string; index: string | undefined } | undefined {
    this.#space()
    const name = /^[A-Za-z_]\w*/.exec(this.#text.slice(this.#at))?.[0]
    if (!name) return undefined
    this.#at += name.length
    let index: string | undefined
    if (this.#text.charAt(this.#at) === '[') {
      let depth = 0
      const start = this.#at + 1
      for (; this.#at < this.#text.length; this.#at++) {
        if (this.#text.charAt(this.#at) === '[') depth++
        if (this.#text.charAt(this.#at) === ']' && --depth === 0) break
      }
      index = this.#text.slice(start, this.#at++)
    }
    this.#space()
    return { name, index }
  }

  #value(target: { name: string; index: string | undefined }): bigint {
    const text = this.#scope.get(target.name, target.index)
    if (text === undefined || text.trim() === '') return 0n
    if (/^-?\d+$/.test(text) && !/^-?0\d/.test(text)) return BigInt.asIntN(64, BigInt(text))
    return evaluateArithmetic(text, this.#scope, this.#depth + 1)
  }

  #assign(target: { name: string; index: string | undefined }, value: bigint): bigint {
    const wrapped = BigInt.asIntN(64, value)
    if (this.#skipping === 0) this.#scope.set(target.name, target.index, String(wrapped))
    return wrapped
  }

  #guarded(skip: boolean, run: () => bigint): bigint {
    if (!skip) return run()
    this.#skipping++
    try {
      return run()
    } finally {
      this.#skipping--
    }
  }

  #isOperator(sign: string): boolean {
    if (!this.#text.startsWith(sign, this.#at)) return false
    const next = this.#text.charAt(this.#at + sign.length)
    if (next === '=' && !['==', '!=', '<=', '>='].includes(sign)) return false
    if (sign.length === 1 && next === sign && '|&<>*'.includes(sign)) return false
    return true
  }

  #take(sign: string): boolean {
    this.#space()
    if (!this.#text.startsWith(sign, this.#at)) return false
    this.#at += sign.length
    this.#space()
    return true
  }

  #space(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++
  }

  #fail(reason: string): never {
    const rest = this.#text.slice(this.#at)
    throw new ArithmeticError(`${this.#text.trim()}: ${reason} (error token is "${rest}")`)
  }
}

function parseNumber(text: string): bigint {
  if (/^0[xX]/.test(text)) return BigInt(text)
  const [base, digits] = text.split('#')
  if (digits !== undefined && base !== undefined) {
    const radix = Number(base)
    let value = 0n
    for (const char of digits) {
      const digit = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(
        radix <= 36 ? char.toLowerCase() : char,
      )
      if (digit < 0 || digit >= radix)
        throw new ArithmeticError(`${text}: value too great for base (error token is "${text}")`)
      value = value * BigInt(radix) + BigInt(digit)
    }
    return value
  }
  if (/^0\d/.test(text)) {
    if (/[89]/.test(text))
      throw new ArithmeticError(`${text}: value too great for base (error token is "${text}")`)
    return BigInt(`0o${text.slice(1)}`)
  }
  return BigInt.asIntN(64, BigInt(text))
}
