import type { CreateIpamScopeRequest, CreateIpamScopeResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import { ipams, ipamScopes, toScope } from './ipam.ts'

/** Makes a further private scope, in which addresses of other scopes may be used again. */
export const CreateIpamScope = operation<CreateIpamScopeRequest, CreateIpamScopeResult>(
  'CreateIpamScope',
  (ctx, input) => {
    refuseMembers('CreateIpamScope', input, ['ExternalAuthorityConfiguration'])
    const ipam = findRecord(ctx, ipams, 'ipam', input.IpamId ?? '')
    const scope = {
      id: newId(ctx.chance, 'ipam-scope'),
      ipamId: ipam.id,
      type: 'private' as const,
      isDefault: false,
      description: input.Description ?? '',
      tags: readTagSpecifications(input.TagSpecifications, ['ipam-scope'])('ipam-scope'),
    }
    ctx.db.put(ipamScopes, scope)
    return { IpamScope: toScope(ctx, scope, 'create-in-progress') }
  },
)
