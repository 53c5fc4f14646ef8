import type { LaunchForm } from './form.ts'
import { toPermission, type Permission } from '../../../lib/security-rules.ts'
import { toRunInstancesInput, type Created, type RunInstancesInput } from './run-instances.ts'

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

/** Saved as bytes, so that no browser adds an ending of its own. */
export const keyMediaType = 'application/octet-stream'
