import {
  alarmsIn,
  holds,
  parseRule,
  RuleFault,
  type AlarmRule,
  type StateValue,
} from '@brume/ec2-model'

/** One alarm of a rule, and the state that is asked of it. */
export interface RuleRow {
  readonly id: number
  readonly not: boolean
  readonly state: StateValue
  readonly alarm: string
}

/** A composite alarm's rule while it is edited: row by row, all joined by one word, or as text. */
export interface RuleDraft {
  readonly asText: boolean
  readonly joiner: 'AND' | 'OR'
  readonly rows: readonly RuleRow[]
  readonly text: string
}

export const newRow = (id: number, alarm = ''): RuleRow => ({
  id,
  not: false,
  state: 'ALARM',
  alarm,
})

export function newRule(alarms: readonly string[]): RuleDraft {
  const rows = alarms.length > 0 ? alarms.map((name, id) => newRow(id, name)) : [newRow(0)]
  return { asText: false, joiner: 'OR', rows, text: '' }
}

/** A rule that is there: as rows where it is so simple, else as the text that it is. */
export function ruleDraftOf(text: string): RuleDraft {
  const rule = readRule(text)
  const rows = 'kind' in rule ? rowsOf(rule) : undefined
  return rows ? { asText: false, text, ...rows } : { ...newRule([]), asText: true, text }
}

export function ruleText(draft: RuleDraft): string {
  if (draft.asText) return draft.text.trim()
  return draft.rows
    .filter(({ alarm }) => alarm !== '')
    .map(({ not, state, alarm }) => `${not ? 'NOT ' : ''}${state}("${escaped(alarm)}")`)
    .join(` ${draft.joiner} `)
}

export interface RuleProblem {
  readonly problem: string
}

/** What a rule says, or what is wrong with it. */
export function readRule(text: string): AlarmRule | RuleProblem {
  try {
    return parseRule(text)
  } catch (error) {
    if (error instanceof RuleFault) return { problem: error.message }
    throw error
  }
}

/** The alarms of a rule that are not there. */
export function missingIn(rule: AlarmRule, known: ReadonlyMap<string, unknown>): readonly string[] {
  return alarmsIn(rule).filter((name) => !known.has(name))
}

/** The state that the rule has while its alarms are as they are. */
export function stateOf(
  rule: AlarmRule,
  known: ReadonlyMap<string, { readonly StateValue?: StateValue | undefined }>,
): 'ALARM' | 'OK' {
  return holds(rule, (name) => known.get(name)?.StateValue) ? 'ALARM' : 'OK'
}

const escaped = (name: string) => name.replace(/["\\]/g, '\\$&')

/** Undefined for a rule that is nested, or joined by more than one word. */
function rowsOf(rule: AlarmRule): Pick<RuleDraft, 'joiner' | 'rows'> | undefined {
  const kind = rule.kind === 'or' ? 'or' : 'and'
  const leaves = leavesOf(rule, kind)
  const rows = leaves.map((leaf, id) => {
    const inner = leaf.kind === 'not' ? leaf.of : leaf
    if (inner.kind !== 'state') return undefined
    return { id, not: leaf.kind === 'not', state: inner.state, alarm: inner.alarm }
  })
  const whole = rows.filter((row) => row !== undefined)
  if (whole.length < rows.length) return undefined
  return { joiner: kind === 'or' ? 'OR' : 'AND', rows: whole }
}

function leavesOf(rule: AlarmRule, kind: 'and' | 'or'): readonly AlarmRule[] {
  return rule.kind === kind ? [...leavesOf(rule.left, kind), ...leavesOf(rule.right, kind)] : [rule]
}
