import type { Context } from '../../../engine/context.ts'
import { asFields, textOf } from '../documents/content.ts'
import { documents, latestVersion } from '../documents/document.ts'
import { contentOf } from '../documents/find-document.ts'
import type { RunAs } from './session-plan.ts'

/** The `inputs` of a document of type Standard_Stream, read. */
export interface SessionPreferences {
  readonly idleTimeoutMs: number
  readonly maxDurationMs: number | undefined
  readonly runAs: RunAs
  readonly linuxProfile: string
  readonly notices: readonly string[]
}

const minuteMs = 60_000
const defaultIdleMinutes = 20
const agentUser: RunAs = { user: 'ssm-user' }

export const defaultPreferences: SessionPreferences = {
  idleTimeoutMs: defaultIdleMinutes * minuteMs,
  maxDurationMs: undefined,
  runAs: agentUser,
  linuxProfile: '',
  notices: [],
}

/** The account's preferences in this Region: its document `SSM-SessionManagerRunShell`, once it has one. */
export function regionPreferences(ctx: Context): SessionPreferences | undefined {
  const document = ctx.db.get(documents, 'SSM-SessionManagerRunShell')
  if (document === undefined || document.type !== 'Session') return undefined
  return readPreferences(contentOf(document, latestVersion(document)).inputs)
}

export function readPreferences(
  inputs: Readonly<Record<string, unknown>> | undefined,
): SessionPreferences {
  const asked = inputs ?? {}
  const maxMinutes = minutes(asked['maxSessionDuration'], 1440)
  return {
    idleTimeoutMs: (minutes(asked['idleSessionTimeout'], 60) ?? defaultIdleMinutes) * minuteMs,
    maxDurationMs: maxMinutes === undefined ? undefined : maxMinutes * minuteMs,
    runAs: readRunAs(asked),
    linuxProfile: (textOf(asFields(asked['shellProfile'])?.['linux']) ?? '').trim(),
    notices: notices(asked),
  }
}

function readRunAs(inputs: Readonly<Record<string, unknown>>): RunAs {
  const enabled = inputs['runAsEnabled']
  if (enabled !== true && enabled !== 'true') return agentUser
  const user = textOf(inputs['runAsDefaultUser'])?.trim() ?? ''
  return user === '' ? { failure: 'please set the RunAs default user' } : { user }
}

/** Values out of range are as good as none, as in a document that was written by hand. */
function minutes(value: unknown, max: number): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number)) return undefined
  return number >= 1 && number <= max ? number : undefined
}

function notices(inputs: Readonly<Record<string, unknown>>): string[] {
  const isSet = (name: string): boolean => (textOf(inputs[name]) ?? '') !== ''
  return [
    ...(isSet('s3BucketName') || isSet('cloudWatchLogGroupName')
      ? ['The embedded cloud keeps no logs of sessions in S3 or CloudWatch Logs.']
      : []),
    ...(isSet('kmsKeyId') ? ['The embedded cloud does not encrypt sessions with KMS keys.'] : []),
  ]
}
