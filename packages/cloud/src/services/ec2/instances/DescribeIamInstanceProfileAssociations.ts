import type {
  DescribeIamInstanceProfileAssociationsCommandInput,
  DescribeIamInstanceProfileAssociationsResult,
  IamInstanceProfileAssociation,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters, type FilterFields } from '../filters.ts'
import { paginate } from '../paging.ts'
import { instances } from './instance.ts'
import { findAssociated, toAssociation } from './profile-association.ts'

/** Lists which instances have which profiles. */
export const DescribeIamInstanceProfileAssociations = operation<
  DescribeIamInstanceProfileAssociationsCommandInput,
  DescribeIamInstanceProfileAssociationsResult
>('DescribeIamInstanceProfileAssociations', (ctx, input) => {
  const ids = input.AssociationIds ?? []
  const named = ids.length > 0 ? ids.map((id) => findAssociated(ctx, id)) : ctx.db.all(instances)
  const found = named
    .flatMap(({ id, iamInstanceProfile }) =>
      iamInstanceProfile ? [toAssociation(id, iamInstanceProfile)] : [],
    )
    .filter(
      compileFilters('DescribeIamInstanceProfileAssociations', input.Filters, associationFilters),
    )
  const page = paginate(ctx, 'DescribeIamInstanceProfileAssociations', found, input, {
    keyOf: ({ AssociationId }) => AssociationId ?? '',
    ids: { name: 'associationIdsSet', given: ids.length > 0 },
  })
  return { IamInstanceProfileAssociations: [...page.items], NextToken: page.nextToken }
})

const associationFilters: FilterFields<IamInstanceProfileAssociation> = {
  fields: {
    'instance-id': ({ InstanceId }) => InstanceId,
    state: ({ State }) => State,
  },
}
