import type { Input } from '@brume/console-api'
import type { Command } from './command.ts'

/** What the page that runs a command asks for. Values are texts, as typed. */
export interface SendForm {
  readonly document: string
  readonly version: string
  /** By name; the lines of a list stand one below the other. */
  readonly parameters: Readonly<Record<string, string>>
  readonly pick: 'instances' | 'tags'
  readonly instanceIds: readonly string[]
  readonly tags: readonly { readonly key: string; readonly value: string }[]
  readonly comment: string
  readonly timeout: string
  readonly concurrency: string
  readonly maxErrors: string
}

export const newForm: SendForm = {
  document: 'AWS-RunShellScript',
  version: '$DEFAULT',
  parameters: {},
  pick: 'instances',
  instanceIds: [],
  tags: [{ key: '', value: '' }],
  comment: '',
  // What AWS's console proposes.
  timeout: '600',
  concurrency: '50',
  maxErrors: '0',
}

type SendInput = Input<'ssm', 'SendCommand'>

const tagPrefix = 'tag:'
const byKey = 'tag-key'
/** Targets by id are what the page calls picking instances. */
const byId = 'InstanceIds'

/** A command as the form that would send it again. */
export function toForm(command: Command): SendForm {
  const { InstanceIds = [], Targets = [], Parameters = {} } = command
  const picked = Targets.flatMap(({ Key, Values = [] }) => (Key === byId ? Values : []))
  const instanceIds = [...InstanceIds, ...picked]
  const tags = Targets.flatMap(({ Key = '', Values = [] }) => {
    if (Key === byKey) return Values.map((key) => ({ key, value: '' }))
    const key = Key.startsWith(tagPrefix) ? Key.slice(tagPrefix.length) : undefined
    return key === undefined ? [] : [{ key, value: Values.join(',') }]
  })
  return {
    document: command.DocumentName ?? newForm.document,
    version: command.DocumentVersion || newForm.version,
    parameters: Object.fromEntries(
      Object.entries(Parameters).map(([name, values]) => [name, values.join('\n')]),
    ),
    pick: instanceIds.length === 0 && tags.length > 0 ? 'tags' : 'instances',
    instanceIds,
    tags: tags.length > 0 ? tags : newForm.tags,
    comment: command.Comment ?? '',
    timeout: String(command.TimeoutSeconds ?? newForm.timeout),
    concurrency: command.MaxConcurrency ?? newForm.concurrency,
    maxErrors: command.MaxErrors ?? newForm.maxErrors,
  }
}

/** The form as SendCommand takes it. */
export function toInput(form: SendForm): SendInput {
  const parameters = Object.entries(form.parameters).filter(([, text]) => text !== '')
  const tags = form.tags.map(({ key, value }) =>
    value.trim() === ''
      ? { Key: byKey, Values: [key] }
      : { Key: `${tagPrefix}${key}`, Values: value.split(',').map((one) => one.trim()) },
  )
  return {
    DocumentName: form.document,
    DocumentVersion: form.version,
    Parameters: Object.fromEntries(parameters.map(([name, text]) => [name, text.split('\n')])),
    ...(form.pick === 'tags' ? { Targets: tags } : { InstanceIds: [...form.instanceIds] }),
    ...(form.comment === '' ? {} : { Comment: form.comment }),
    TimeoutSeconds: Number(form.timeout),
    MaxConcurrency: form.concurrency,
    MaxErrors: form.maxErrors,
  }
}

/** A parameter that the document asks for. */
export interface Parameter {
  readonly name: string
  readonly isList: boolean
  readonly description: string
  /** Absent: it must be filled. */
  readonly preset?: string
}

export type Problem =
  | 'commands.problem.parameter'
  | 'commands.problem.noInstance'
  | 'commands.problem.tooMany'
  | 'commands.problem.noTag'
  | 'commands.problem.comment'
  | 'commands.problem.timeout'
  | 'commands.problem.rate'

/** What is wrong with the form, by field: `parameter:<name>`, `targets`, `comment`, `timeout`, `concurrency`, `maxErrors`. */
export function findProblems(
  form: SendForm,
  parameters: readonly Parameter[],
): ReadonlyMap<string, Problem> {
  const problems = new Map<string, Problem>()
  for (const { name, preset } of parameters) {
    if (preset === undefined && (form.parameters[name] ?? '').trim() === '')
      problems.set(`parameter:${name}`, 'commands.problem.parameter')
  }
  if (form.pick === 'instances') {
    if (form.instanceIds.length === 0) problems.set('targets', 'commands.problem.noInstance')
    // More than SendCommand takes by id.
    else if (form.instanceIds.length > 50) problems.set('targets', 'commands.problem.tooMany')
  } else if (form.tags.length === 0 || form.tags.some(({ key }) => key.trim() === '')) {
    problems.set('targets', 'commands.problem.noTag')
  }
  if (form.comment.length > 100) problems.set('comment', 'commands.problem.comment')
  const seconds = Number(form.timeout)
  if (!Number.isInteger(seconds) || seconds < 30 || seconds > 2_592_000)
    problems.set('timeout', 'commands.problem.timeout')
  if (!/^([1-9][0-9]{0,6}|[1-9][0-9]?%|100%)$/.test(form.concurrency))
    problems.set('concurrency', 'commands.problem.rate')
  if (!/^(0|[1-9][0-9]{0,6}|[0-9]{1,2}%|100%)$/.test(form.maxErrors))
    problems.set('maxErrors', 'commands.problem.rate')
  return problems
}
