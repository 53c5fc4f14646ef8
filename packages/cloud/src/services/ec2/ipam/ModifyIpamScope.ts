import type { ModifyIpamScopeRequest, ModifyIpamScopeResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { ipamScopes, toScope } from './ipam.ts'

/** Changes a scope's description. */
export const ModifyIpamScope = operation<ModifyIpamScopeRequest, ModifyIpamScopeResult>(
  'ModifyIpamScope',
  (ctx, { IpamScopeId = '', Description }) => {
    const scope = findRecord(ctx, ipamScopes, 'ipam-scope', IpamScopeId)
    const changed = { ...scope, description: Description ?? scope.description }
    ctx.db.put(ipamScopes, changed)
    return { IpamScope: toScope(ctx, changed, 'modify-in-progress') }
  },
)
