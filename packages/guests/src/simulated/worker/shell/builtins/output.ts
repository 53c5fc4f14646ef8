import { evaluateTest } from '../conditional.ts'
import { ShellError } from '../control-flow.ts'
import { bytesOf, formatPrintf, unescapeText } from '../printf.ts'
import type { Shell } from '../shell.ts'
import { setElement } from '../expand.ts'

async function echo(shell: Shell, args: string[]): Promise<number> {
  let newline = true
  let escapes = false
  let at = 0
  for (; /^-[neE]+$/.test(args[at] ?? ''); at++)
    for (const letter of (args[at] ?? '').slice(1)) {
      if (letter === 'n') newline = false
      else escapes = letter === 'e'
    }
  const text = args.slice(at).join(' ')
  const { value, stopped } = escapes ? unescapeText(text, true) : { value: text, stopped: false }
  await shell.write(1, bytesOf(value + (newline && !stopped ? '\n' : '')))
  return 0
}

async function printf(shell: Shell, args: string[]): Promise<number> {
  let name: string | undefined
  if (args[0] === '-v') {
    name = args[1]
    args.splice(0, 2)
  }
  if (args[0] === '--') args.shift()
  const [format, ...values] = args
  if (format === undefined) throw new ShellError('usage: printf [-v var] format [arguments]')
  const { text, errors } = formatPrintf(format, values, shell.machine.outside.now())
  if (name === undefined) await shell.write(1, bytesOf(text))
  else {
    const value = Buffer.from(bytesOf(text)).toString()
    const element = /^(\w+)\[(.*)\]$/.exec(name)
    if (element) setElement(shell, element[1] ?? '', element[2] ?? '', value)
    else shell.variables.set(name, value)
  }
  for (const error of errors) await shell.complain(`printf: ${error}`)
  return errors.length > 0 ? 1 : 0
}

async function bracket(shell: Shell, args: string[]): Promise<number> {
  if (args.at(-1) !== ']') {
    await shell.complain("[: missing `]'")
    return 2
  }
  return test(shell, args.slice(0, -1))
}

async function test(shell: Shell, args: string[]): Promise<number> {
  try {
    return evaluateTest(shell, args) ? 0 : 1
  } catch (error) {
    if (!(error instanceof ShellError)) throw error
    await shell.complain(`[: ${error.message}`)
    return 2
  }
}

export const outputBuiltins = {
  echo,
  printf,
  test,
  '[': bracket,
  ':': async () => 0,
  true: async () => 0,
  false: async () => 1,
}
