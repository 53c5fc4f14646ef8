import type { CommandNode } from 'just-bash'
import { allowed } from '../vfs/inode.ts'
import { ShellError } from './control-flow.ts'
import { expandArithmetic, expandPattern, expandText } from './expand.ts'
import { escapeRegExp, matchesPattern } from './pattern.ts'
import type { Shell } from './shell.ts'

type Expression = Extract<CommandNode, { type: 'ConditionalCommand' }>['expression']

/** `[[ … ]]` */
export async function evaluateCondition(shell: Shell, expression: Expression): Promise<boolean> {
  switch (expression.type) {
    case 'CondAnd':
      return (
        (await evaluateCondition(shell, expression.left)) &&
        evaluateCondition(shell, expression.right)
      )
    case 'CondOr':
      return (
        (await evaluateCondition(shell, expression.left)) ||
        evaluateCondition(shell, expression.right)
      )
    case 'CondNot':
      return !(await evaluateCondition(shell, expression.operand))
    case 'CondGroup':
      return evaluateCondition(shell, expression.expression)
    case 'CondWord':
      return (await expandText(shell, expression.word)) !== ''
    case 'CondUnary':
      return unary(shell, expression.operator, await expandText(shell, expression.operand))
    case 'CondBinary': {
      const left = await expandText(shell, expression.left)
      const fold = shell.shopt.get('nocasematch') ?? false
      if (expression.operator === '=~')
        return matchRegExp(
          shell,
          left,
          await expandPattern(shell, expression.right, escapeRegExp),
          fold,
        )
      if (['=', '==', '!='].includes(expression.operator)) {
        const matches = matchesPattern(left, await expandPattern(shell, expression.right), fold)
        return expression.operator === '!=' ? !matches : matches
      }
      const right = await expandText(shell, expression.right)
      if (
        expression.operator.startsWith('-') &&
        !['-nt', '-ot', '-ef'].includes(expression.operator)
      )
        return compare(
          expression.operator,
          await expandArithmetic(shell, left || '0'),
          await expandArithmetic(shell, right || '0'),
        )
      return binary(shell, left, expression.operator, right)
    }
  }
}

function matchRegExp(shell: Shell, text: string, pattern: string, fold: boolean): boolean {
  const classes = pattern
    .replaceAll('[:space:]', '\\s')
    .replaceAll('[:digit:]', '0-9')
    .replaceAll('[:alpha:]', 'A-Za-z')
    .replaceAll('[:alnum:]', 'A-Za-z0-9')
    .replaceAll('[:upper:]', 'A-Z')
    .replaceAll('[:lower:]', 'a-z')
  let match: RegExpExecArray | null
  try {
    match = new RegExp(classes, fold ? 'i' : '').exec(text)
  } catch {
    throw new ShellError(`${pattern}: invalid regular expression`)
  }
  shell.variables.ensure('BASH_REMATCH').items = new Map(
    (match ?? []).map((group, index) => [String(index), group ?? '']),
  )
  return match !== null
}

function compare(operator: string, left: bigint, right: bigint): boolean {
  switch (operator) {
    case '-eq':
      return left === right
    case '-ne':
      return left !== right
    case '-lt':
      return left < right
    case '-le':
      return left <= right
    case '-gt':
      return left > right
    default:
      return left >= right
  }
}

export function unary(shell: Shell, operator: string, operand: string): boolean {
  if (operator === '-z') return operand === ''
  if (operator === '-n') return operand !== ''
  if (operator === '-v')
    return (
      shell.variables.find(operand)?.value !== undefined ||
      shell.variables.find(operand)?.items !== undefined
    )
  if (operator === '-o')
    return Object.entries(shell.options).some(([name, on]) => name === operand && on)
  if (operator === '-t') return shell.files.get(Number(operand))?.tty !== undefined
  const { machine, cred } = shell
  if (operand === '') return false
  const path = shell.absolute(operand)
  const inode = machine.vfs.peek(path, cred, operator !== '-h' && operator !== '-L')
  if (!inode) return false
  switch (operator) {
    case '-f':
      return inode.kind === 'file'
    case '-d':
      return inode.kind === 'directory'
    case '-h':
    case '-L':
      return inode.kind === 'link'
    case '-s':
      return inode.size > 0
    case '-r':
      return allowed(inode, cred, 4)
    case '-w':
      return allowed(inode, cred, 2)
    case '-x':
      return allowed(inode, cred, 1)
    case '-c':
      return inode.kind === 'device' && inode.block === undefined
    case '-b':
      return inode.block !== undefined
    case '-p':
      return inode.kind === 'fifo'
    case '-S':
      return inode.kind === 'socket'
    case '-u':
      return (inode.mode & 0o4000) !== 0
    case '-g':
      return (inode.mode & 0o2000) !== 0
    case '-k':
      return (inode.mode & 0o1000) !== 0
    case '-O':
      return inode.uid === cred.uid
    case '-G':
      return inode.gid === cred.gid
    default:
      return true
  }
}

function binary(shell: Shell, left: string, operator: string, right: string): boolean {
  switch (operator) {
    case '=':
    case '==':
      return left === right
    case '!=':
      return left !== right
    case '<':
      return left < right
    case '>':
      return left > right
    case '-nt':
    case '-ot':
    case '-ef': {
      const a = shell.machine.vfs.peek(shell.absolute(left), shell.cred)
      const b = shell.machine.vfs.peek(shell.absolute(right), shell.cred)
      if (operator === '-ef') return a !== undefined && a === b
      const [newer, older] = operator === '-nt' ? [a, b] : [b, a]
      return newer !== undefined && (older === undefined || newer.mtimeMs > older.mtimeMs)
    }
    default: {
      for (const side of [left, right])
        if (!/^\s*[-+]?\d+\s*$/.test(side))
          throw new ShellError(`${side}: integer expression expected`)
      return compare(
        operator,
        BigInt(left.trim().replace(/^\+/, '')),
        BigInt(right.trim().replace(/^\+/, '')),
      )
    }
  }
}

const binaries = new Set([
  '=',
  '==',
  '!=',
  '<',
  '>',
  '-eq',
  '-ne',
  '-lt',
  '-le',
  '-gt',
  '-ge',
  '-nt',
  '-ot',
  '-ef',
])

/** `test` and `[`: by the number of arguments, as POSIX has it, then `!`, `-a` and `-o`. */
export function evaluateTest(shell: Shell, args: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = args
  switch (args.length) {
    case 0:
      return false
    case 1:
      return first !== ''
    case 2:
      if (first === '!') return second === ''
      if (/^-[a-zA-Z]$/.test(first)) return unary(shell, first, second)
      throw new ShellError(`${first}: unary operator expected`)
    case 3:
      if (binaries.has(second)) return binary(shell, first, second, third)
      break
    default:
  }
  const or = args.lastIndexOf('-o')
  if (or > 0)
    return evaluateTest(shell, args.slice(0, or)) || evaluateTest(shell, args.slice(or + 1))
  const and = args.lastIndexOf('-a')
  if (and > 0)
    return evaluateTest(shell, args.slice(0, and)) && evaluateTest(shell, args.slice(and + 1))
  if (first === '!') return !evaluateTest(shell, args.slice(1))
  if (first === '(' && args.at(-1) === ')') return evaluateTest(shell, args.slice(1, -1))
  throw new ShellError(
    args.length === 3 ? `${second}: binary operator expected` : 'too many arguments',
  )
}
