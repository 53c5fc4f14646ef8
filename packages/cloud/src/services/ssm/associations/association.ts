import type { AssociationComplianceSeverity, AssociationSyncCompliance } from '@aws-sdk/client-ssm'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

/** What an update may change; each makes a version. */
export interface AssociationVersion {
  readonly number: number
  readonly createdAt: number
  readonly name?: string
  readonly documentName: string
  readonly documentVersion?: string
  readonly parameters: Readonly<Record<string, readonly string[]>>
  readonly targets: readonly { readonly Key: string; readonly Values: readonly string[] }[]
  readonly schedule?: string
  /** Days after each moment of a cron expression. */
  readonly scheduleOffset?: number
  /** Not when it is made or changed, but by its schedule alone. */
  readonly onlyAtInterval: boolean
  readonly maxErrors?: string
  readonly maxConcurrency?: string
  readonly severity?: AssociationComplianceSeverity
  readonly syncCompliance?: AssociationSyncCompliance
}

/** A document that State Manager applies to nodes again and again. */
export interface AssociationRecord {
  readonly id: string
  /** The node of an association of the old kind, with one node and no targets. */
  readonly instanceId?: string
  readonly createdAt: number
  readonly tags: readonly { readonly Key: string; readonly Value: string }[]
  /** In order; at least one. */
  readonly versions: readonly AssociationVersion[]
}

/** One application of an association; what came of it is in its command. */
export interface ExecutionRecord {
  readonly id: string
  readonly associationId: string
  readonly associationVersion: number
  readonly createdAt: number
  /** Undefined where there was no node to apply it to. */
  readonly commandId?: string
}

export const associations = collection<AssociationRecord>({
  name: 'ssm/association',
  scope: 'region',
})

export const executions = collection<ExecutionRecord, 'association'>({
  name: 'ssm/association-execution',
  scope: 'region',
  indexes: { association: ({ associationId }) => associationId },
})

export const maxAssociations = 2000
export const maxAssociationVersions = 1000

export function latestOf(association: AssociationRecord): AssociationVersion {
  const latest = association.versions.at(-1)
  if (latest === undefined) throw new Error(`association ${association.id} has no version`)
  return latest
}

/** Throws `AssociationDoesNotExist`. */
export function findAssociation(ctx: Context, id: string | undefined): AssociationRecord {
  const association = ctx.db.get(associations, id ?? '')
  if (association !== undefined) return association
  throw doesNotExist()
}

export function doesNotExist(): AwsError {
  return new AwsError('AssociationDoesNotExist', 'The specified association does not exist.')
}

/** By id, or by document and node. */
export function findNamed(
  ctx: Context,
  choice: { readonly AssociationId?: string; readonly Name?: string; readonly InstanceId?: string },
): AssociationRecord {
  if (choice.AssociationId !== undefined) return findAssociation(ctx, choice.AssociationId)
  const found = ctx.db
    .all(associations)
    .find(
      (association) =>
        association.instanceId === choice.InstanceId &&
        choice.InstanceId !== undefined &&
        latestOf(association).documentName === choice.Name,
    )
  if (found === undefined) throw doesNotExist()
  return found
}
