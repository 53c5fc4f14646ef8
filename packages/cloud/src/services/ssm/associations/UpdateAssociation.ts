import type {
  UpdateAssociationCommandInput,
  UpdateAssociationCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { apply, schedule } from './apply.ts'
import {
  associations,
  findAssociation,
  latestOf,
  maxAssociationVersions,
  type AssociationRecord,
} from './association.ts'
import { readVersion } from './read-version.ts'
import { toDescription } from './shapes.ts'

type Output = Omit<UpdateAssociationCommandOutput, '$metadata'>

/**
 * Makes a new version of an association, which is applied at once. As on AWS, what is left out is taken away; targets and the
 * document stay.
 * @limits 1,000 versions.
 */
export const UpdateAssociation = operation<UpdateAssociationCommandInput, Output>(
  'UpdateAssociation',
  (ctx, input) => {
    const association = findAssociation(ctx, input.AssociationId)
    const latest = latestOf(association)
    const { AssociationVersion: expected } = input
    if (
      expected !== undefined &&
      expected !== '$LATEST' &&
      !association.versions.some(({ number }) => String(number) === expected)
    ) {
      throw new AwsError('InvalidAssociationVersion', 'The version you specified is not valid.')
    }
    if (association.versions.length >= maxAssociationVersions) {
      throw new AwsError(
        'AssociationVersionLimitExceeded',
        `You have reached the maximum number of versions of an association: ${maxAssociationVersions}.`,
      )
    }
    const Targets =
      input.Targets ?? latest.targets.map(({ Key, Values }) => ({ Key, Values: [...Values] }))
    const version = readVersion(
      ctx,
      input.Name ?? latest.documentName,
      { ...input, Targets },
      latest.number + 1,
    )
    const changed: AssociationRecord = {
      ...association,
      versions: [...association.versions, version],
    }
    ctx.db.put(associations, changed)
    if (!version.onlyAtInterval) apply(ctx, changed)
    schedule(ctx, changed)
    return { AssociationDescription: toDescription(ctx, changed) }
  },
)
