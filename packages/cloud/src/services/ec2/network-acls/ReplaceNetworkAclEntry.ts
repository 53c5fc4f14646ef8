import type { ReplaceNetworkAclEntryRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { findEntry } from './find-entry.ts'
import { networkAcls } from './network-acl.ts'
import { readEntry } from './read-entry.ts'

/** Replaces a rule under its number. */
export const ReplaceNetworkAclEntry = operation<ReplaceNetworkAclEntryRequest, object>(
  'ReplaceNetworkAclEntry',
  (ctx, input) => {
    const id = input.NetworkAclId ?? ''
    const acl = findRecord(ctx, networkAcls, 'network-acl', id)
    const entry = readEntry(input)
    const replaced = findEntry(acl, entry.ruleNumber, entry.egress)
    ctx.db.put(networkAcls, {
      ...acl,
      entries: acl.entries.map((each) => (each === replaced ? entry : each)),
    })
    return {}
  },
)
