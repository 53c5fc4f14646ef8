import type { CodeRequest } from '../../../code/request.ts'
import type { LaunchForm } from './form.ts'
import { toPermission, type Permission } from '../../../lib/security-rules.ts'
import {
  NEW_GROUP_ID,
  toRunInstancesInput,
  type Created,
  type RunInstancesInput,
} from './run-instances.ts'

export interface CreateKeyPairInput {
  KeyName: string
  KeyType: 'rsa' | 'ed25519'
  KeyFormat: 'pem' | 'ppk'
}

export interface CreateSecurityGroupInput {
  GroupName: string
  Description: string
  VpcId?: string
}

/** The calls that one launch makes, in order; what a form does not need is absent. */
export interface LaunchPlan {
  readonly keyPair?: CreateKeyPairInput
  readonly securityGroup?: CreateSecurityGroupInput
  /** Inbound rules of the new group; EC2 takes all of them in one call. */
  readonly permissions?: readonly Permission[]
  readonly instances: (created: Created) => RunInstancesInput
}

export function planLaunch(form: LaunchForm): LaunchPlan {
  const { keyPair, network } = form
  const { newGroup } = network
  const wantsGroup = network.groupMode === 'new'
  const permissions = newGroup.rules.map(toPermission)
  return {
    ...(keyPair.mode === 'new' && {
      keyPair: {
        KeyName: keyPair.newName.trim(),
        KeyType: keyPair.type,
        KeyFormat: keyPair.format,
      },
    }),
    ...(wantsGroup && {
      securityGroup: {
        GroupName: newGroup.name.trim(),
        Description: newGroup.description.trim() || newGroup.name.trim(),
        ...(network.vpcId !== '' && { VpcId: network.vpcId }),
      },
    }),
    ...(wantsGroup && permissions.length > 0 && { permissions }),
    instances: (created) => toRunInstancesInput(form, created),
  }
}

/** The same calls as they are shown, with a stand-in for the new group's id. */
export function toRequests(form: LaunchForm): readonly CodeRequest[] {
  const { keyPair, securityGroup, permissions, instances } = planLaunch(form)
  const requests: readonly (Omit<CodeRequest, 'service'> | undefined)[] = [
    keyPair && { operation: 'CreateKeyPair', input: keyPair },
    securityGroup && {
      operation: 'CreateSecurityGroup',
      input: securityGroup,
      made: NEW_GROUP_ID,
    },
    permissions && {
      operation: 'AuthorizeSecurityGroupIngress',
      input: { GroupId: NEW_GROUP_ID, IpPermissions: permissions },
    },
    { operation: 'RunInstances', input: instances({}) },
  ]
  return requests.flatMap((request) => (request ? [{ service: 'ec2' as const, ...request }] : []))
}

/** Saved as bytes, so that no browser adds an ending of its own. */
export const keyMediaType = 'application/octet-stream'
