/** A metric math expression as a tree. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'negative'; readonly of: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Expression[] }

/** What is wrong with an expression, in words. */
export class ExpressionProblem extends Error {}

const token =
  /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_][A-Za-z0-9_]*)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(==|!=|<=|>=|&&|\|\||[-+*/^%<>(),[\]]))/y

interface Token {
  readonly kind: 'number' | 'word' | 'text' | 'sign'
  readonly text: string
}

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  token.lastIndex = 0
  const end = source.trimEnd().length
  while (token.lastIndex < end) {
    const at = token.lastIndex
    const found = token.exec(source)
    if (!found) throw new ExpressionProblem(`Unexpected character at position ${at + 1}`)
    const [, number, word, single, double, sign] = found
    if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else tokens.push({ kind: 'text', text: (single ?? double ?? '').replaceAll(/\\(.)/g, '$1') })
  }
  return tokens
}

/** Loosest first; all but the last bind from the left. */
const levels: readonly (readonly string[])[] = [
  ['||', 'OR'],
  ['&&', 'AND'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
]

/** Reads an expression. Throws an `ExpressionProblem`. */
export function parseExpression(source: string): Expression {
  const tokens = tokensOf(source)
  let at = 0

  const isNext = (text: string): boolean =>
    tokens[at]?.kind !== 'text' && tokens[at]?.kind !== 'number' && tokens[at]?.text === text

  function take(text: string): void {
    if (!isNext(text)) throw unexpected()
    at += 1
  }

  function unexpected(): ExpressionProblem {
    const found = tokens[at]
    return new ExpressionProblem(
      found ? `Unexpected '${found.text}'` : 'Unexpected end of the expression',
    )
  }

  function binary(level: number): Expression {
    const operators = levels[level]
    if (!operators) return power()
    let left = binary(level + 1)
    for (;;) {
      const operator = operators.find((each) => isNext(each))
      if (operator === undefined) return left
      at += 1
      left = { kind: 'binary', operator: spelt(operator), left, right: binary(level + 1) }
    }
  }

  function power(): Expression {
    if (isNext('-')) {
      at += 1
      return { kind: 'negative', of: power() }
    }
    if (isNext('+')) {
      at += 1
      return power()
    }
    const base = primary()
    if (!isNext('^')) return base
    at += 1
    return { kind: 'binary', operator: '^', left: base, right: power() }
  }

  function primary(): Expression {
    const next = tokens[at]
    if (!next) throw unexpected()
    if (isNext('(')) {
      at += 1
      const inner = binary(0)
      take(')')
      return inner
    }
    if (isNext('[')) return { kind: 'list', items: items('[', ']') }
    if (next.kind === 'sign') throw unexpected()
    at += 1
    if (next.kind === 'number') return { kind: 'number', value: Number(next.text) }
    if (next.kind === 'text') return { kind: 'text', text: next.text }
    if (isNext('(')) return { kind: 'call', name: next.text, inputs: items('(', ')') }
    return { kind: 'name', name: next.text }
  }

  function items(open: string, close: string): readonly Expression[] {
    take(open)
    const found: Expression[] = []
    while (!isNext(close)) {
      if (found.length > 0) take(',')
      found.push(binary(0))
    }
    take(close)
    return found
  }

  const whole = binary(0)
  if (at < tokens.length) throw unexpected()
  return whole
}

const spelt = (operator: string): string =>
  operator === 'OR' ? '||' : operator === 'AND' ? '&&' : operator
