import type { Input } from '@brume/console-api'
import { isWithin } from '../../lib/whole-number.ts'
import type { CompositeAlarm } from './alarm.ts'
import { newRule, readRule, ruleDraftOf, ruleText, type RuleDraft } from './rule-draft.ts'

/** What a person says of a composite alarm; numbers as typed. */
export interface CompositeForm {
  readonly name: string
  readonly description: string
  readonly rule: RuleDraft
  readonly enabled: boolean
  /** ARNs, one in a line, by the state that they answer to. */
  readonly actions: Readonly<Record<'ALARM' | 'OK' | 'INSUFFICIENT_DATA', string>>
  /** Empty: actions are never held back. */
  readonly suppressor: string
  readonly waitSeconds: string
  readonly extensionSeconds: string
}

export function newComposite(alarms: readonly string[]): CompositeForm {
  return {
    name: '',
    description: '',
    rule: newRule(alarms),
    enabled: true,
    actions: { ALARM: '', OK: '', INSUFFICIENT_DATA: '' },
    suppressor: '',
    waitSeconds: '60',
    extensionSeconds: '60',
  }
}

const lines = (arns: readonly string[] | undefined) => (arns ?? []).join('\n')

export function compositeFormOf(alarm: CompositeAlarm): CompositeForm {
  return {
    name: alarm.AlarmName ?? '',
    description: alarm.AlarmDescription ?? '',
    rule: ruleDraftOf(alarm.AlarmRule ?? ''),
    enabled: alarm.ActionsEnabled ?? true,
    actions: {
      ALARM: lines(alarm.AlarmActions),
      OK: lines(alarm.OKActions),
      INSUFFICIENT_DATA: lines(alarm.InsufficientDataActions),
    },
    suppressor: alarm.ActionsSuppressor ?? '',
    waitSeconds: String(alarm.ActionsSuppressorWaitPeriod ?? 60),
    extensionSeconds: String(alarm.ActionsSuppressorExtensionPeriod ?? 60),
  }
}

export type CompositeFault = 'name' | 'rule' | 'actions' | 'seconds'

/** What is missing or wrong, field by field. */
export function compositeFaults(form: CompositeForm): readonly CompositeFault[] {
  const faults: CompositeFault[] = []
  if (form.name.trim() === '' || form.name.length > 255) faults.push('name')
  const unfinished = !form.rule.asText && form.rule.rows.some(({ alarm }) => alarm === '')
  if (unfinished || 'problem' in readRule(ruleText(form.rule))) faults.push('rule')
  if (Object.values(form.actions).some((text) => !arnsIn(text).every(isArn))) faults.push('actions')
  const seconds = [form.waitSeconds, form.extensionSeconds]
  if (form.suppressor !== '' && !seconds.every((text) => isWithin(text, 0, 86_400))) {
    faults.push('seconds')
  }
  return faults
}

const isArn = (text: string) => /^arn:\S+$/.test(text)

function arnsIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

export function compositeInput(form: CompositeForm): Input<'cloudwatch', 'PutCompositeAlarm'> {
  return {
    AlarmName: form.name.trim(),
    ...(form.description !== '' && { AlarmDescription: form.description }),
    AlarmRule: ruleText(form.rule),
    ActionsEnabled: form.enabled,
    AlarmActions: arnsIn(form.actions.ALARM),
    OKActions: arnsIn(form.actions.OK),
    InsufficientDataActions: arnsIn(form.actions.INSUFFICIENT_DATA),
    ...(form.suppressor !== '' && {
      ActionsSuppressor: form.suppressor,
      ActionsSuppressorWaitPeriod: Number(form.waitSeconds),
      ActionsSuppressorExtensionPeriod: Number(form.extensionSeconds),
    }),
  }
}
