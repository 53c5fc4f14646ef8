import type { IamInstanceProfileAssociation } from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceProfileRecord } from '../../iam/instance-profiles/instance-profile.ts'
import { newId } from '../ids.ts'
import { instances, type InstanceRecord, type ProfileAssociation } from './instance.ts'

export const profileTimer = 'ec2/profile-associated'

/** Gives the instance a profile; the instance has it at once, the association says so after a moment. */
export function associate(
  ctx: Context,
  instance: InstanceRecord,
  profile: InstanceProfileRecord,
): ProfileAssociation {
  const association: ProfileAssociation = {
    arn: profile.arn,
    id: profile.profileId,
    associationId: newId(ctx.chance, 'iip-assoc'),
    state: 'associating',
    since: ctx.now,
  }
  ctx.db.put(instances, { ...instance, iamInstanceProfile: association })
  ctx.timers.set({
    kind: profileTimer,
    id: instance.id,
    at: ctx.now + delays.profileAssociatingMs,
    transition: true,
  })
  return association
}

export const onProfileTimer: TimerHandler = (ctx, { id }) => {
  const instance = ctx.db.get(instances, id)
  if (instance?.iamInstanceProfile?.state !== 'associating') return
  const iamInstanceProfile = { ...instance.iamInstanceProfile, state: 'associated' } as const
  ctx.db.put(instances, { ...instance, iamInstanceProfile })
}

/** The instance that an association belongs to. */
export function findAssociated(
  ctx: Context,
  associationId: string | undefined,
): InstanceRecord & { readonly iamInstanceProfile: ProfileAssociation } {
  const instance = ctx.db.by(instances, 'association', associationId ?? '')[0]
  if (instance?.iamInstanceProfile) {
    return { ...instance, iamInstanceProfile: instance.iamInstanceProfile }
  }
  throw new AwsError(
    'InvalidAssociationID.NotFound',
    `An invalid association-id of '${associationId ?? ''}' was given`,
  )
}

/** The SDK's shape. */
export function toAssociation(
  instanceId: string,
  association: ProfileAssociation,
  state: IamInstanceProfileAssociation['State'] = association.state,
): IamInstanceProfileAssociation {
  return {
    AssociationId: association.associationId,
    InstanceId: instanceId,
    IamInstanceProfile: { Arn: association.arn, Id: association.id },
    State: state,
    Timestamp: new Date(association.since),
  }
}
