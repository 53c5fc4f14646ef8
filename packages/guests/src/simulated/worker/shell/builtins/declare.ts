import { assign } from '../assign.ts'
import { ShellError } from '../control-flow.ts'
import { expandArithmetic } from '../expand.ts'
import type { Shell } from '../shell.ts'
import { arrayEntries, type Variable } from '../variables.ts'

function describe(name: string, variable: Variable): string {
  const flags = [
    variable.items ? (variable.associative ? 'A' : 'a') : '',
    variable.integer ? 'i' : '',
    variable.readonly ? 'r' : '',
    variable.exported ? 'x' : '',
  ].join('')
  const quote = (value: string): string => `"${value.replaceAll(/["\\$`]/g, '\\$&')}"`
  const value = variable.items
    ? `=(${arrayEntries(variable)
        .map(([key, item]) => `[${key}]=${quote(item)}`)
        .join(' ')})`
    : variable.value === undefined
      ? ''
      : `=${quote(variable.value)}`
  return `declare -${flags || '-'} ${name}${value}`
}

async function declareWith(
  shell: Shell,
  args: string[],
  where: 'local' | 'global',
  preset: string,
): Promise<number> {
  let flags = preset
  let remove = ''
  while (/^[-+]/.test(args[0] ?? '')) {
    const option = args.shift() ?? ''
    if (option === '--') break
    if (option.startsWith('+')) remove += option.slice(1)
    else flags += option.slice(1)
  }
  if (flags.includes('f') || flags.includes('F')) return functions(shell, args, flags)
  if (args.length === 0) {
    for (const name of shell.variables.names()) {
      const variable = shell.variables.find(name)
      if (
        !variable ||
        (flags.includes('x') && !variable.exported) ||
        (flags.includes('r') && !variable.readonly)
      )
        continue
      await shell.write(1, `${describe(name, variable)}\n`)
    }
    return 0
  }
  let status = 0
  for (const arg of args) {
    const match = /^([A-Za-z_]\w*(?:\[[^\]]*\])?)(\+?=)?/.exec(arg)
    const target = match?.[1]
    if (
      !match ||
      target === undefined ||
      (match[2] === undefined && match[0].length !== arg.length)
    ) {
      await shell.complain(
        `${preset === 'x' ? 'export' : where === 'local' ? 'local' : 'declare'}: \`${arg}': not a valid identifier`,
      )
      status = 1
      continue
    }
    const name = target.replace(/\[.*/, '')
    if (flags.includes('p')) {
      const variable = shell.variables.find(name)
      if (variable) await shell.write(1, `${describe(name, variable)}\n`)
      else {
        await shell.complain(`declare: ${name}: not found`)
        status = 1
      }
      continue
    }
    const isLocal = where === 'local' && !flags.includes('g') && shell.variables.inFunction
    const variable = isLocal ? shell.variables.local(name) : shell.variables.ensure(name)
    if (flags.includes('A')) {
      variable.associative = true
      variable.items ??= new Map()
    }
    if (flags.includes('a'))
      variable.items ??= new Map(variable.value === undefined ? [] : [['0', variable.value]])
    if (flags.includes('i')) variable.integer = true
    if (flags.includes('l')) variable.case = 'lower'
    if (flags.includes('u')) variable.case = 'upper'
    if (match[2] !== undefined)
      await assignText(shell, arg, target, match[2] === '+=', arg.slice(match[0].length), variable)
    if (flags.includes('n')) variable.reference = true
    if (flags.includes('r')) variable.readonly = true
    if (flags.includes('x')) variable.exported = true
    if (remove.includes('x') || (preset === 'x' && flags.includes('n'))) variable.exported = false
  }
  return status
}

/** `declare -A m=([a]=1)` reaches a builtin as text; what stands in parentheses is read again as an assignment. */
async function assignText(
  shell: Shell,
  arg: string,
  target: string,
  append: boolean,
  value: string,
  variable: Variable,
): Promise<void> {
  if (value.startsWith('(') && value.endsWith(')')) {
    // A key may have blanks in it, which the parser takes for the end of a word.
    const quoted = variable.associative
      ? arg.replaceAll(/([(\s])\[([^\]"'$`]*\s[^\]"'$`]*)\]=/g, '$1["$2"]=')
      : arg
    const command = shell.machine.parse(quoted).statements[0]?.pipelines[0]?.commands[0]
    const assignment = command?.type === 'SimpleCommand' ? command.assignments[0] : undefined
    if (assignment) return assign(shell, assignment, () => variable)
  }
  await assign(
    shell,
    {
      type: 'Assignment',
      name: target,
      value: { type: 'Word', parts: [{ type: 'SingleQuoted', value }] },
      append,
      array: null,
    },
    () => variable,
  )
}

async function functions(shell: Shell, args: string[], flags: string): Promise<number> {
  const names = args.length > 0 ? args : [...shell.functions.keys()]
  let status = 0
  for (const name of names) {
    const definition = shell.functions.get(name)
    if (!definition) status = 1
    else
      await shell.write(
        1,
        flags.includes('F')
          ? `${args.length > 0 ? '' : 'declare -f '}${name}\n`
          : shell.machine.serialize(definition),
      )
  }
  return status
}

async function unset(shell: Shell, args: string[]): Promise<number> {
  const isFunction = args[0] === '-f'
  if (args[0] === '-f' || args[0] === '-v') args.shift()
  for (const arg of args) {
    const element = /^(\w+)\[(.*)\]$/.exec(arg)
    if (element) shell.variables.find(element[1] ?? '')?.items?.delete(element[2] ?? '')
    else if (isFunction || (!shell.variables.find(arg) && shell.functions.has(arg)))
      shell.functions.delete(arg)
    else shell.variables.unset(arg)
  }
  return 0
}

export const variableBuiltins = {
  declare: (shell: Shell, args: string[]) => declareWith(shell, args, 'local', ''),
  typeset: (shell: Shell, args: string[]) => declareWith(shell, args, 'local', ''),
  local: async (shell: Shell, args: string[]): Promise<number> => {
    if (!shell.variables.inFunction) throw new ShellError('can only be used in a function')
    return declareWith(shell, args, 'local', '')
  },
  export: (shell: Shell, args: string[]) =>
    declareWith(
      shell,
      args.filter((arg) => arg !== '-p' || args.length > 1),
      'global',
      'x',
    ),
  readonly: (shell: Shell, args: string[]) => declareWith(shell, args, 'global', 'r'),
  unset,
  let: async (shell: Shell, args: string[]): Promise<number> => {
    let value = 0n
    for (const arg of args) value = await expandArithmetic(shell, arg)
    return value === 0n ? 1 : 0
  },
  shift: async (shell: Shell, [count = '1']: string[]): Promise<number> => {
    const number = Number(count)
    if (!Number.isInteger(number) || number < 0)
      throw new ShellError(`${count}: numeric argument required`)
    if (number > shell.parameters.length) return 1
    shell.parameters = shell.parameters.slice(number)
    return 0
  },
  getopts,
}

async function getopts(
  shell: Shell,
  [spec = '', name = 'opt', ...given]: string[],
): Promise<number> {
  const args = given.length > 0 ? given : shell.parameters
  let index = Number(shell.variables.get('OPTIND') ?? '1')
  if (index === 1 && shell.getoptsAt <= 0) shell.getoptsAt = 1
  const arg = args[index - 1]
  if (arg === undefined || !arg.startsWith('-') || arg === '-' || arg === '--') {
    shell.variables.set(name, '?')
    if (arg === '--') shell.variables.set('OPTIND', String(index + 1))
    shell.getoptsAt = 0
    return 1
  }
  const at = Math.max(1, shell.getoptsAt)
  const letter = arg.charAt(at)
  const place = spec.replace(/^:/, '').indexOf(letter)
  const quiet = spec.startsWith(':')
  const takesValue = place >= 0 && spec.replace(/^:/, '').charAt(place + 1) === ':'
  let result = letter
  let value: string | undefined
  if (place < 0 || letter === ':') {
    result = '?'
    if (quiet) value = letter
    else await shell.complain(`illegal option -- ${letter}`)
  } else if (takesValue) {
    value = arg.slice(at + 1) || args[index++]
    if (value === undefined) {
      result = quiet ? ':' : '?'
      value = quiet ? letter : undefined
      if (!quiet) await shell.complain(`option requires an argument -- ${letter}`)
    }
  }
  if (takesValue || at + 1 >= arg.length) {
    index++
    shell.getoptsAt = 1
  } else shell.getoptsAt = at + 1
  shell.variables.set(name, result)
  shell.variables.set('OPTIND', String(index))
  if (value === undefined) shell.variables.unset('OPTARG')
  else shell.variables.set('OPTARG', value)
  return 0
}
