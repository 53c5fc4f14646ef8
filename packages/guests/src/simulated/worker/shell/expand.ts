import type { WordNode } from 'just-bash'
import type { Shell } from './shell.ts'
import { evaluateArithmetic, ArithmeticError, type ArithmeticScope } from './arithmetic.ts'
import { substituteCommand, substituteProcess } from './substitution.ts'
import { LineError, ShellError } from './control-flow.ts'
import { glob } from './glob.ts'
import { expandParameter } from './parameter.ts'
import { escapePattern, hasGlob, unescapePattern } from './pattern.ts'

type Part = WordNode['parts'][number]

/** A stretch of a field; only what was not quoted may match files. */
interface Segment {
  readonly text: string
  readonly quoted: boolean
}

/** What a part of a word came to: one text, or several fields (`$@`, arrays). */
export type Expansion =
  | { readonly text: string }
  | { readonly fields: readonly string[]; readonly joined: boolean }

/** All words of a command, with braces, parameters, splitting and file names expanded. */
export async function expandWords(shell: Shell, words: readonly WordNode[]): Promise<string[]> {
  const result: string[] = []
  for (const word of words) result.push(...(await expandWord(shell, word)))
  return result
}

export async function expandWord(shell: Shell, word: WordNode): Promise<string[]> {
  const result: string[] = []
  for (const parts of expandBraces(word.parts)) {
    const builder = new Fields(ifs(shell))
    await build(shell, parts, builder, false)
    for (const field of builder.done()) result.push(...(await globField(shell, field)))
  }
  return result
}

/** A word where neither splitting nor file names apply: assignments, redirections, `case`. */
export async function expandText(shell: Shell, word: WordNode): Promise<string> {
  let text = ''
  for (const part of word.parts) text += await partText(shell, part, false)
  return text
}

/** A word as a pattern: what was quoted in it is plain. */
export async function expandPattern(
  shell: Shell,
  word: WordNode,
  escape = escapePattern,
): Promise<string> {
  let pattern = ''
  for (const part of word.parts) {
    const quoted =
      part.type === 'SingleQuoted' || part.type === 'DoubleQuoted' || part.type === 'Escaped'
    const text = await partText(shell, part, part.type === 'DoubleQuoted')
    pattern += quoted ? escape(text) : text
  }
  return pattern
}

/** Evaluates arithmetic text after expanding what is in it. */
export async function expandArithmetic(shell: Shell, text: string): Promise<bigint> {
  const expanded = /[$`'"\\]/.test(text) ? await expandSource(shell, text) : text
  try {
    return evaluateArithmetic(expanded, arithmeticScope(shell))
  } catch (error) {
    if (error instanceof ArithmeticError) throw new LineError(error.message)
    throw error
  }
}

/** Expands text as if it stood between double quotes. */
export async function expandSource(shell: Shell, text: string): Promise<string> {
  const heredoc = `cat <<BRUME_END\n${text}\nBRUME_END\n`
  const command = shell.machine.parse(heredoc).statements[0]?.pipelines[0]?.commands[0]
  const target = command?.type === 'SimpleCommand' ? command.redirections[0]?.target : undefined
  if (target?.type !== 'HereDoc') return text
  return (await expandText(shell, target.content)).replace(/\n$/, '').replaceAll('"', '')
}

export function arithmeticScope(shell: Shell): ArithmeticScope {
  return {
    get: (name, index) => {
      const variable = shell.variables.find(name)
      if (index === undefined) {
        if (name === 'RANDOM' && !variable) return String(shell.nextRandom())
        const value = shell.variables.get(name)
        if (value === undefined && shell.options.nounset)
          throw new ShellError(`${name}: unbound variable`, true)
        return value
      }
      return variable?.items?.get(indexOf(shell, name, index))
    },
    set: (name, index, value) => {
      if (index === undefined) shell.variables.set(name, value)
      else setElement(shell, name, index, value)
    },
  }
}

/** The key that `a[…]` means: plain for an associative array, a number otherwise. */
export function indexOf(shell: Shell, name: string, index: string): string {
  const variable = shell.variables.find(name)
  if (variable?.associative) return index
  const value = evaluateArithmetic(index, arithmeticScope(shell))
  if (value >= 0n || !variable?.items) return String(value)
  const highest = Math.max(-1, ...[...variable.items.keys()].map(Number))
  return String(BigInt(highest + 1) + value)
}

export function setElement(shell: Shell, name: string, index: string, value: string): void {
  const variable = shell.variables.ensure(name)
  if (variable.readonly) throw new ShellError(`${name}: readonly variable`)
  if (!variable.items) {
    variable.items = new Map(variable.value === undefined ? [] : [['0', variable.value]])
    variable.value = undefined
  }
  if (variable.items.size > 1_000_000) throw new ShellError(`${name}: array too large`)
  variable.items.set(indexOf(shell, name, index), value)
}

function ifs(shell: Shell): string {
  return shell.variables.get('IFS') ?? ' \t\n'
}

async function partText(shell: Shell, part: Part, quoted: boolean): Promise<string> {
  const builder = new Fields('')
  await build(shell, [part], builder, quoted)
  const separator = (shell.variables.get('IFS') ?? ' ').charAt(0)
  return builder
    .done()
    .map((field) => field.map((segment) => segment.text).join(''))
    .join(quoted || separator !== '' ? separator || ' ' : '')
}

async function build(
  shell: Shell,
  parts: readonly Part[],
  into: Fields,
  quoted: boolean,
): Promise<void> {
  for (const part of parts) {
    switch (part.type) {
      case 'Literal':
        into.add(part.value, quoted)
        break
      case 'SingleQuoted':
      case 'Escaped':
        into.add(part.value, true)
        break
      case 'DoubleQuoted':
        // "" is an empty field, but "$@" of nothing is none.
        if (part.parts.length === 0) into.add('', true)
        await build(shell, part.parts, into, true)
        break
      case 'ParameterExpansion':
        into.expand(await expandParameter(shell, part, quoted), quoted)
        break
      case 'CommandSubstitution':
        into.expand({ text: await substituteCommand(shell, part.body) }, quoted)
        break
      case 'ArithmeticExpansion':
        into.expand(
          { text: String(await expandArithmetic(shell, part.expression.originalText ?? '0')) },
          quoted,
        )
        break
      case 'ProcessSubstitution':
        into.add(substituteProcess(shell, part.body, part.direction), true)
        break
      case 'TildeExpansion':
        into.add(home(shell, part.user), true)
        break
      case 'Glob':
        into.add(part.pattern, quoted)
        break
      case 'BraceExpansion':
        into.add(braceText(part), quoted)
    }
  }
}

function home(shell: Shell, user: string | null): string {
  if (user === null)
    return shell.variables.get('HOME') ?? shell.machine.users.byUid(shell.cred.uid)?.home ?? '/'
  if (user === '+') return shell.cwd
  if (user === '-') return shell.variables.get('OLDPWD') ?? '~-'
  return shell.machine.users.byName(user)?.home ?? `~${user}`
}

/** Fields as they grow, one expansion after the other. */
class Fields {
  readonly #fields: Segment[][] = []
  #current: Segment[] | undefined
  readonly #ifs: string

  constructor(separators: string) {
    this.#ifs = separators
  }

  add(text: string, quoted: boolean): void {
    this.#current ??= []
    this.#current.push({ text, quoted })
  }

  expand(expansion: Expansion, quoted: boolean): void {
    if ('text' in expansion) {
      if (quoted) this.add(expansion.text, true)
      else this.#split(expansion.text)
      return
    }
    if (quoted && expansion.joined) {
      this.add(expansion.fields.join(this.#ifs === '' ? ' ' : this.#ifs.charAt(0)), true)
      return
    }
    expansion.fields.forEach((field, index) => {
      if (index > 0) this.#close()
      if (quoted) this.add(field, true)
      else this.#split(field)
    })
  }

  done(): Segment[][] {
    this.#close()
    return this.#fields
  }

  #close(): void {
    if (this.#current) this.#fields.push(this.#current)
    this.#current = undefined
  }

  #split(text: string): void {
    if (text === '') return
    if (this.#ifs === '') return this.add(text, false)
    const white = [...this.#ifs].filter((char) => ' \t\n'.includes(char))
    let word = ''
    let started = false
    for (let i = 0; i < text.length; i++) {
      const char = text.charAt(i)
      if (!this.#ifs.includes(char)) {
        word += char
        started = true
        continue
      }
      if (started) this.add(word, false)
      else if (!white.includes(char) && !this.#current) this.add('', false)
      word = ''
      started = false
      this.#close()
      // White space around another separator belongs to it.
      let next = i
      while (white.includes(text.charAt(next + 1)) && next + 1 < text.length) next++
      if (
        white.includes(char) &&
        this.#ifs.includes(text.charAt(next + 1)) &&
        !white.includes(text.charAt(next + 1)) &&
        next + 1 < text.length
      ) {
        next++
        while (white.includes(text.charAt(next + 1)) && next + 1 < text.length) next++
      }
      i = next
    }
    if (started) this.add(word, false)
  }
}

async function globField(shell: Shell, field: readonly Segment[]): Promise<string[]> {
  const text = field.map((segment) => segment.text).join('')
  if (
    shell.options.noglob ||
    !field.some((segment) => !segment.quoted && /[*?[@+!]/.test(segment.text))
  )
    return [text]
  const pattern = field
    .map((segment) => (segment.quoted ? escapePattern(segment.text) : segment.text))
    .join('')
  if (!hasGlob(pattern)) return [text]
  const found = await glob(shell, pattern)
  if (found.length > 0) return found
  if (shell.shopt.get('failglob')) throw new ShellError(`no match: ${text}`)
  return shell.shopt.get('nullglob') ? [] : [unescapePattern(pattern)]
}

const maxBraceResults = 100_000

function expandBraces(parts: readonly Part[]): Part[][] {
  const at = parts.findIndex((part) => part.type === 'BraceExpansion')
  const brace = parts[at]
  if (brace?.type !== 'BraceExpansion') return [[...parts]]
  const tails = expandBraces(parts.slice(at + 1))
  const middles: Part[][] = brace.items.flatMap((item) =>
    item.type === 'Word'
      ? expandBraces(item.word.parts)
      : range(item).map((text): Part[] => [{ type: 'Literal', value: text }]),
  )
  if (middles.length * tails.length > maxBraceResults)
    throw new ShellError('brace expansion: too many results')
  return middles.flatMap((middle) =>
    tails.map((tail) => [...parts.slice(0, at), ...middle, ...tail]),
  )
}

interface BraceRange {
  readonly start: string | number
  readonly end: string | number
  readonly step?: number
  readonly startStr?: string
  readonly endStr?: string
}

function range(item: BraceRange): string[] {
  const letters = typeof item.start === 'string'
  const from = typeof item.start === 'string' ? item.start.charCodeAt(0) : item.start
  const to = typeof item.end === 'string' ? item.end.charCodeAt(0) : item.end
  const step = Math.max(1, Math.abs(item.step ?? 1))
  if (Math.abs(to - from) / step > maxBraceResults)
    throw new ShellError('brace expansion: too many results')
  const width = [item.startStr, item.endStr].some((text) => /^-?0\d/.test(text ?? ''))
    ? Math.max(item.startStr?.length ?? 0, item.endStr?.length ?? 0)
    : 0
  const values: string[] = []
  for (let value = from; from <= to ? value <= to : value >= to; value += from <= to ? step : -step)
    values.push(
      letters
        ? String.fromCharCode(value)
        : value < 0
          ? `-${String(-value).padStart(width - 1, '0')}`
          : String(value).padStart(width, '0'),
    )
  return values
}

function braceText(part: Extract<Part, { type: 'BraceExpansion' }>): string {
  return `{${part.items.map((item) => (item.type === 'Range' ? `${item.start}..${item.end}` : '')).join(',')}}`
}
