import type { CreateNetworkAclRequest, CreateNetworkAclResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { ipv6Associations, vpcs } from '../vpcs/vpc.ts'
import { toNetworkAcl } from './describe-network-acl.ts'
import { lastEntries, networkAcls, type NetworkAclRecord } from './network-acl.ts'

/**
 * Makes a network ACL, which denies everything until it gets rules.
 * @limits 200 a VPC.
 */
export const CreateNetworkAcl = operation<CreateNetworkAclRequest, CreateNetworkAclResult>(
  'CreateNetworkAcl',
  (ctx, input) => {
    const vpc = findRecord(ctx, vpcs, 'vpc', input.VpcId ?? '')
    const tagsOf = readTagSpecifications(input.TagSpecifications, ['network-acl'])
    checkQuota(ctx, 'networkAclsPerVpc', ctx.db.countBy(networkAcls, 'vpc', vpc.id))
    const acl: NetworkAclRecord = {
      id: newId(ctx.chance, 'acl'),
      vpcId: vpc.id,
      isDefault: false,
      entries: lastEntries(ipv6Associations(vpc).length > 0),
      associations: [],
      tags: tagsOf('network-acl'),
    }
    ctx.db.put(networkAcls, acl)
    return { NetworkAcl: toNetworkAcl(acl, ctx.account), ClientToken: input.ClientToken }
  },
)
