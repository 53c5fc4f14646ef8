import type {
  DescribeEffectiveInstanceAssociationsCommandInput,
  DescribeEffectiveInstanceAssociationsCommandOutput,
} from '@aws-sdk/client-ssm'
import { operation } from '../../../engine/operation.ts'
import { instances } from '../../ec2/instances/instance.ts'
import { findDocument, selectVersion } from '../documents/find-document.ts'
import { checkNode } from '../instances/managed-node.ts'
import { pageOf } from '../paging.ts'
import { associations, latestOf } from './association.ts'
import { isTarget } from './targets.ts'

type Output = Omit<DescribeEffectiveInstanceAssociationsCommandOutput, '$metadata'>

const defaultPageSize = 5

/** The associations that are meant for a node, with their documents. */
export const DescribeEffectiveInstanceAssociations = operation<
  DescribeEffectiveInstanceAssociationsCommandInput,
  Output
>('DescribeEffectiveInstanceAssociations', (ctx, input) => {
  const { InstanceId = '' } = input
  checkNode(ctx, InstanceId)
  const instance = ctx.db.get(instances, InstanceId)
  const found = ctx.db
    .all(associations)
    .filter((association) => instance !== undefined && isTarget(association, instance))
  const { items, NextToken } = pageOf(found, input, defaultPageSize)
  return {
    Associations: items.map((association) => {
      const { documentName, documentVersion, number } = latestOf(association)
      const document = findDocument(ctx, documentName)
      return {
        AssociationId: association.id,
        InstanceId,
        AssociationVersion: String(number),
        Content: selectVersion(document, { DocumentVersion: documentVersion }).content,
      }
    }),
    NextToken,
  }
})
