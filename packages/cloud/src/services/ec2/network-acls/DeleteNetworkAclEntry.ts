import type { DeleteNetworkAclEntryRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { findEntry } from './find-entry.ts'
import { networkAcls } from './network-acl.ts'
import { readRuleNumber } from './read-entry.ts'

/** Deletes a rule. */
export const DeleteNetworkAclEntry = operation<DeleteNetworkAclEntryRequest, object>(
  'DeleteNetworkAclEntry',
  (ctx, input) => {
    const id = input.NetworkAclId ?? ''
    const acl = findRecord(ctx, networkAcls, 'network-acl', id)
    const ruleNumber = readRuleNumber(input.RuleNumber)
    const deleted = findEntry(acl, ruleNumber, input.Egress ?? false)
    ctx.db.put(networkAcls, {
      ...acl,
      entries: acl.entries.filter((entry) => entry !== deleted),
    })
    return {}
  },
)
