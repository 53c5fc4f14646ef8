import type {
  ListAssociationVersionsCommandInput,
  ListAssociationVersionsCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findAssociation } from './association.ts'
import { toVersion } from './shapes.ts'

type Output = Omit<ListAssociationVersionsCommandOutput, '$metadata'>

const defaultPageSize = 50

/** The versions of an association, newest first. */
export const ListAssociationVersions = operation<ListAssociationVersionsCommandInput, Output>(
  'ListAssociationVersions',
  (ctx, input) => {
    const association = findAssociation(ctx, input.AssociationId)
    const { items, NextToken } = pageOf(association.versions.toReversed(), input, defaultPageSize)
    return {
      AssociationVersions: items.map((version) => ({
        ...toVersion(association, version),
        CreatedDate: new Date(version.createdAt),
      })),
      NextToken,
    }
  },
)
