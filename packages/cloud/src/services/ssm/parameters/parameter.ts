import type { ParameterTier, ParameterType } from '@aws-sdk/client-ssm'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

/** One version of a parameter: everything that PutParameter can change. */
export interface ParameterVersion {
  readonly version: number
  readonly value: string
  readonly description?: string
  readonly allowedPattern?: string
  /** Of a SecureString. */
  readonly keyId?: string
  readonly dataType: string
  readonly tier: ParameterTier
  readonly lastModified: number
  /** ARN. */
  readonly lastModifiedUser: string
  /** Each names one version of the parameter. */
  readonly labels?: readonly string[]
}

/** An account's parameter in a Region. */
export interface ParameterRecord {
  /** The name. */
  readonly id: string
  readonly type: ParameterType
  readonly latest: ParameterVersion
  /** Earlier versions, oldest first. */
  readonly earlier: readonly ParameterVersion[]
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
}

export const parameters = collection<ParameterRecord>({ name: 'ssm/parameter', scope: 'region' })

/** All versions, oldest first. */
export function versionsOf({ earlier, latest }: ParameterRecord): readonly ParameterVersion[] {
  return [...earlier, latest]
}

/** The record with each version changed; the order stays. */
export function withVersions(
  record: ParameterRecord,
  change: (version: ParameterVersion) => ParameterVersion,
): ParameterRecord {
  return { ...record, latest: change(record.latest), earlier: record.earlier.map(change) }
}

export function parameterArn(ctx: Context, name: string): string {
  return `arn:aws:ssm:${ctx.region}:${ctx.account}:parameter${name.startsWith('/') ? '' : '/'}${name}`
}

/** The account's parameter of this name or ARN; undefined when there is none. */
export function lookUpParameter(ctx: Context, asked: string): ParameterRecord | undefined {
  const own = `arn:aws:ssm:${ctx.region}:${ctx.account}:parameter`
  if (!asked.startsWith(own)) return ctx.db.get(parameters, asked)
  const path = asked.slice(own.length)
  // The ARN of a name without slashes has one all the same.
  return ctx.db.get(parameters, path) ?? ctx.db.get(parameters, path.slice(1))
}

export function parameterNotFound(name: string): AwsError {
  return new AwsError('ParameterNotFound', `Parameter ${name} not found.`)
}
