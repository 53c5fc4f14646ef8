import type { WordNode } from 'just-bash'
import { ShellError } from './control-flow.ts'
import {
  expandArithmetic,
  expandPattern,
  expandText,
  indexOf,
  setElement,
  type Expansion,
} from './expand.ts'
import { patternSource } from './pattern.ts'
import type { Shell } from './shell.ts'
import { arrayEntries, newVariable, quoteForShell } from './variables.ts'

type Part = Extract<WordNode['parts'][number], { type: 'ParameterExpansion' }>
type Operation = NonNullable<Part['operation']>

/** A parameter's value: undefined when unset; several for `$@`, `$*` and whole arrays. */
type Value =
  | { readonly one: string | undefined }
  | { readonly many: string[]; readonly joined: boolean }

export async function expandParameter(
  shell: Shell,
  part: Part,
  quoted: boolean,
): Promise<Expansion> {
  const { operation } = part
  if (operation?.type === 'VarNamePrefix')
    return many(
      shell.variables.names().filter((name) => name.startsWith(operation.prefix)),
      operation.star,
    )
  if (operation?.type === 'ArrayKeys') {
    const variable = shell.variables.find(operation.array)
    return many(variable ? arrayEntries(variable).map(([key]) => key) : [], operation.star)
  }
  if (operation?.type === 'Indirection') {
    const name = text(await read(shell, part.parameter)) ?? ''
    const inner: Part = {
      type: 'ParameterExpansion',
      parameter: name,
      operation: operation.innerOp ?? null,
    }
    return name === '' ? { text: '' } : expandParameter(shell, inner, quoted)
  }
  const value = await read(shell, part.parameter)
  if (!operation) {
    if ('many' in value) return many(value.many, value.joined)
    if (value.one === undefined) unset(shell, part.parameter)
    return { text: value.one ?? '' }
  }
  return apply(shell, part.parameter, value, operation, quoted)
}

function many(fields: readonly string[], joined: boolean): Expansion {
  return { fields, joined }
}

function text(value: Value): string | undefined {
  return 'many' in value ? (value.many.length === 0 ? undefined : value.many.join(' ')) : value.one
}

function unset(shell: Shell, name: string): void {
  if (shell.options.nounset && !'@*#?-$!'.includes(name))
    throw new ShellError(`${name}: unbound variable`, true)
}

async function read(shell: Shell, parameter: string): Promise<Value> {
  const array = /^([A-Za-z_]\w*)\[([\s\S]*)\]$/.exec(parameter)
  if (array) {
    const [, name = '', index = ''] = array
    const variable =
      name === 'PIPESTATUS'
        ? {
            ...newVariable(),
            items: new Map(shell.pipeStatus.map((status, at) => [String(at), String(status)])),
          }
        : shell.variables.find(name)
    if (index === '@' || index === '*')
      return {
        many: variable ? arrayEntries(variable).map(([, value]) => value) : [],
        joined: index === '*',
      }
    const expanded = /[$`"']/.test(index) ? await expandText(shell, wordOf(shell, index)) : index
    if (!variable) return { one: undefined }
    if (!variable.items)
      return { one: indexOf(shell, name, expanded) === '0' ? variable.value : undefined }
    return { one: variable.items.get(indexOf(shell, name, expanded)) }
  }
  if (parameter === '@' || parameter === '*')
    return { many: shell.parameters, joined: parameter === '*' }
  return { one: await special(shell, parameter) }
}

/** A piece of source as one word. */
function wordOf(shell: Shell, source: string): WordNode {
  const command = shell.machine.parse(`: ${source}`).statements[0]?.pipelines[0]?.commands[0]
  const word = command?.type === 'SimpleCommand' ? command.args[0] : undefined
  return word ?? { type: 'Word', parts: [{ type: 'Literal', value: source }] }
}

async function special(shell: Shell, name: string): Promise<string | undefined> {
  if (/^\d+$/.test(name)) return name === '0' ? shell.name : shell.parameters[Number(name) - 1]
  switch (name) {
    case '?':
      return String(shell.status)
    case '$':
      return String(shell.mainPid)
    case '!':
      return shell.lastBackground === undefined ? '' : String(shell.lastBackground)
    case '#':
      return String(shell.parameters.length)
    case '_':
      return shell.lastArgument
    case '-':
      return flags(shell)
    case 'PWD':
      return shell.cwd
    case 'BASHPID':
      return String(shell.process.pid)
    case 'PPID':
      return String(shell.process.ppid)
    case 'UID':
    case 'EUID':
      return String(shell.cred.uid)
    case 'LINENO':
      return String(shell.line)
    case 'BASH_COMMAND':
      return shell.command ? shell.machine.serialize(shell.command).trim() : ''
    case 'SECONDS':
      return String(
        Math.floor(((await shell.machine.outside.freshNow()) - shell.secondsBase) / 1000),
      )
    case 'EPOCHSECONDS':
      return String(Math.floor((await shell.machine.outside.freshNow()) / 1000))
    case 'EPOCHREALTIME':
      return ((await shell.machine.outside.freshNow()) / 1000).toFixed(6)
    case 'SHELLOPTS':
      return Object.entries(shell.options)
        .filter(([, on]) => on)
        .map(([option]) => option)
        .join(':')
    case 'FUNCNAME':
      return shell.functionNames.at(-1)
    case 'PIPESTATUS':
      return String(shell.pipeStatus[0] ?? 0)
    case 'RANDOM':
      return shell.variables.get(name) ?? String(shell.nextRandom())
    default:
      return shell.variables.get(name)
  }
}

function flags(shell: Shell): string {
  const { options } = shell
  const letters = [
    options.errexit ? 'e' : '',
    options.noglob ? 'f' : '',
    'h',
    shell.interactive ? 'i' : '',
    options.monitor ? 'm' : '',
    options.nounset ? 'u' : '',
    options.xtrace ? 'x' : '',
    'B',
    shell.interactive ? 'H' : '',
    's',
  ]
  return letters.join('')
}

async function apply(
  shell: Shell,
  name: string,
  value: Value,
  operation: Operation,
  quoted: boolean,
): Promise<Expansion> {
  const current = text(value)
  const isEmpty = current === undefined || current === ''
  switch (operation.type) {
    case 'DefaultValue':
      return (operation.checkEmpty ? isEmpty : current === undefined)
        ? word(shell, operation.word, quoted)
        : asExpansion(value)
    case 'UseAlternative':
      return (operation.checkEmpty ? isEmpty : current === undefined)
        ? { text: '' }
        : word(shell, operation.word, quoted)
    case 'AssignDefault': {
      if (!(operation.checkEmpty ? isEmpty : current === undefined)) return asExpansion(value)
      const assigned = await expandText(shell, operation.word)
      const element = /^(\w+)\[(.*)\]$/.exec(name)
      if (element) setElement(shell, element[1] ?? '', element[2] ?? '', assigned)
      else shell.variables.set(name, assigned)
      return { text: assigned }
    }
    case 'ErrorIfUnset': {
      if (!(operation.checkEmpty ? isEmpty : current === undefined)) return asExpansion(value)
      const message = operation.word ? await expandText(shell, operation.word) : ''
      throw new ShellError(
        `${name}: ${message || (operation.checkEmpty ? 'parameter null or not set' : 'parameter not set')}`,
        true,
      )
    }
    case 'Length':
      if ('many' in value) return { text: String(value.many.length) }
      if (current === undefined) unset(shell, name)
      return { text: String([...(current ?? '')].length) }
    case 'Substring':
      return substring(shell, name, value, operation)
    case 'PatternRemoval': {
      const pattern = await expandPattern(shell, operation.pattern)
      return mapped(value, (one) => removePattern(one, pattern, operation.side, operation.greedy))
    }
    case 'PatternReplacement': {
      const pattern = await expandPattern(shell, operation.pattern)
      const replacement = operation.replacement
        ? await expandText(shell, operation.replacement)
        : ''
      if (pattern === '') return asExpansion(value)
      const source = patternSource(pattern)
      const anchored =
        operation.anchor === 'start'
          ? `^(?:${source})`
          : operation.anchor === 'end'
            ? `(?:${source})$`
            : source
      const expression = new RegExp(anchored, operation.all ? 'gu' : 'u')
      return mapped(value, (one) => one.replace(expression, () => replacement))
    }
    case 'CaseModification': {
      const pattern = operation.pattern ? await expandPattern(shell, operation.pattern) : '?'
      const matcher = new RegExp(`^(?:${patternSource(pattern)})$`, 'u')
      const change = (char: string): string =>
        matcher.test(char)
          ? operation.direction === 'upper'
            ? char.toUpperCase()
            : char.toLowerCase()
          : char
      return mapped(value, (one) =>
        operation.all ? [...one].map(change).join('') : change(one.charAt(0)) + one.slice(1),
      )
    }
    case 'Transform':
      return mapped(value, (one) => transform(one, operation.operator))
    case 'BadSubstitution':
      throw new ShellError(`\${${operation.text}}: bad substitution`, true)
    case 'LengthSliceError':
      throw new ShellError('bad substitution')
    case 'Indirection':
    case 'ArrayKeys':
    case 'VarNamePrefix':
      return asExpansion(value)
  }
}

async function word(shell: Shell, node: WordNode, quoted: boolean): Promise<Expansion> {
  if (quoted) return { text: await expandText(shell, node) }
  // `${x:-"a b" c}`: the quoted part stays whole, the rest is split; fields of one word each say just that.
  const only = node.parts[0]
  if (node.parts.length === 1 && only?.type === 'ParameterExpansion')
    return expandParameter(shell, only, quoted)
  return { text: await expandText(shell, node) }
}

function asExpansion(value: Value): Expansion {
  return 'many' in value ? { fields: value.many, joined: value.joined } : { text: value.one ?? '' }
}

function mapped(value: Value, change: (one: string) => string): Expansion {
  return 'many' in value
    ? { fields: value.many.map(change), joined: value.joined }
    : { text: value.one === undefined ? '' : change(value.one) }
}

async function substring(
  shell: Shell,
  name: string,
  value: Value,
  operation: Extract<Operation, { type: 'Substring' }>,
): Promise<Expansion> {
  let offset = Number(await expandArithmetic(shell, operation.offset.originalText ?? '0'))
  const length = operation.length
    ? Number(await expandArithmetic(shell, operation.length.originalText ?? '0'))
    : undefined
  const items = 'many' in value ? [...value.many] : [...(value.one ?? '')]
  // `${@:1}` counts from the first parameter, `${@:0}` from the shell's name.
  if (name === '@' || name === '*') items.unshift(shell.name)
  if (offset < 0) offset += items.length
  if (offset < 0) return 'many' in value ? { fields: [], joined: value.joined } : { text: '' }
  const end =
    length === undefined ? items.length : length < 0 ? items.length + length : offset + length
  if (length !== undefined && length < 0 && end < offset)
    throw new ShellError(`${length}: substring expression < 0`)
  const slice = items.slice(offset, end)
  return 'many' in value ? { fields: slice, joined: value.joined } : { text: slice.join('') }
}

function removePattern(
  one: string,
  pattern: string,
  side: 'prefix' | 'suffix',
  greedy: boolean,
): string {
  const source = patternSource(pattern, { greedy: side === 'prefix' ? greedy : true })
  if (side === 'prefix') return one.replace(new RegExp(`^(?:${source})`, 'u'), '')
  // The shortest or longest ending: try each beginning from the right or from the left.
  const whole = new RegExp(`^(?:${patternSource(pattern)})$`, 'u')
  const starts = Array.from({ length: one.length + 1 }, (_, index) =>
    greedy ? index : one.length - index,
  )
  const start = starts.find((from) => whole.test(one.slice(from)))
  return start === undefined ? one : one.slice(0, start)
}

function transform(one: string, operator: string): string {
  switch (operator) {
    case 'Q':
      return quoteForShell(one) === one ? `'${one}'` : quoteForShell(one)
    case 'U':
      return one.toUpperCase()
    case 'u':
      return one.charAt(0).toUpperCase() + one.slice(1)
    case 'L':
      return one.toLowerCase()
    case 'E':
      return one.replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\\\', '\\')
    default:
      return one
  }
}
