import type { SimpleCommandNode } from 'just-bash'
import { ShellError } from './control-flow.ts'
import { expandArithmetic, expandText, expandWord, setElement } from './expand.ts'
import type { Shell } from './shell.ts'
import { ReadonlyVariable, type Variable } from './variables.ts'

export type Assignment = SimpleCommandNode['assignments'][number]

/** Carries out `name=value`, `name+=value`, `name[i]=value` and `name=(…)` on the variable that `which` gives. */
export async function assign(
  shell: Shell,
  assignment: Assignment,
  which: (name: string) => Variable,
): Promise<void> {
  const element = /^([A-Za-z_]\w*)\[([\s\S]*)\]$/.exec(assignment.name)
  const name = element?.[1] ?? assignment.name
  const variable = which(name)
  if (variable.readonly) throw new ReadonlyVariable(`${name}: readonly variable`)
  if (assignment.array) return assignArray(shell, name, variable, assignment)
  const value = assignment.value ? await expandText(shell, assignment.value) : ''
  if (element) {
    const index = await plainIndex(shell, element[2] ?? '')
    const before = assignment.append ? (variable.items?.get(index) ?? '') : ''
    setElement(shell, name, index, before + value)
    return
  }
  const before = variable.items ? variable.items.get('0') : variable.value
  const next = await converted(shell, variable, assignment.append ? before : undefined, value)
  if (variable.items) variable.items.set('0', next)
  else variable.value = next
}

async function converted(
  shell: Shell,
  variable: Variable,
  before: string | undefined,
  value: string,
): Promise<string> {
  if (variable.integer) {
    const number = await expandArithmetic(shell, value)
    return String(before === undefined ? number : number + (await expandArithmetic(shell, before)))
  }
  const text = (before ?? '') + value
  if (variable.case === 'lower') return text.toLowerCase()
  return variable.case === 'upper' ? text.toUpperCase() : text
}

async function assignArray(
  shell: Shell,
  name: string,
  variable: Variable,
  assignment: Assignment,
): Promise<void> {
  const kept = assignment.append
    ? (variable.items ?? new Map(variable.value === undefined ? [] : [['0', variable.value]]))
    : new Map()
  const items = new Map<string, string>(kept)
  let next = Math.max(-1, ...(variable.associative ? [] : [...items.keys()].map(Number))) + 1
  const pending: [string, string][] = []
  for (const word of assignment.array ?? []) {
    const keyed = await keyedItem(shell, word)
    if (keyed) {
      pending.push(keyed)
      const index = variable.associative
        ? keyed[0]
        : String(await expandArithmetic(shell, keyed[0]))
      items.set(index, keyed[1])
      if (!variable.associative) next = Number(index) + 1
      continue
    }
    for (const value of await expandWord(shell, word)) items.set(String(next++), value)
  }
  variable.items = items
  variable.value = undefined
  if (pending.length > 0 && items.size > 1_000_000) throw new ShellError(`${name}: array too large`)
}

/** `[key]=value` within parentheses: the parser hands it out as a pattern and the rest. */
async function keyedItem(
  shell: Shell,
  word: NonNullable<Assignment['array']>[number],
): Promise<[string, string] | undefined> {
  const [first] = word.parts
  const opens =
    first?.type === 'Glob' ? first.pattern : first?.type === 'Literal' ? first.value : ''
  if (!opens.startsWith('[')) return undefined
  const text = await expandText(shell, word)
  const match = /^\[([\s\S]*?)\]=([\s\S]*)$/.exec(text)
  return match ? [match[1] ?? '', match[2] ?? ''] : undefined
}

async function plainIndex(shell: Shell, index: string): Promise<string> {
  if (!/[$`"']/.test(index)) return index
  const parsed = shell.machine.parse(`: ${index}`).statements[0]?.pipelines[0]?.commands[0]
  const word = parsed?.type === 'SimpleCommand' ? parsed.args[0] : undefined
  return word ? expandText(shell, word) : index
}
