import type {
  DescribeAssociationCommandInput,
  DescribeAssociationCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findNamed, latestOf } from './association.ts'
import { toDescription } from './shapes.ts'

type Output = Omit<DescribeAssociationCommandOutput, '$metadata'>

/** An association, as it is or as one of its versions was, with what came of it. */
export const DescribeAssociation = operation<DescribeAssociationCommandInput, Output>(
  'DescribeAssociation',
  (ctx, input) => {
    const association = findNamed(ctx, input)
    const { AssociationVersion: asked = '$LATEST' } = input
    const version =
      asked === '$LATEST'
        ? latestOf(association)
        : association.versions.find(({ number }) => String(number) === asked)
    if (version === undefined) {
      throw new AwsError('InvalidAssociationVersion', 'The version you specified is not valid.')
    }
    return { AssociationDescription: toDescription(ctx, association, version) }
  },
)
