import { Refusal } from '../../refusal.ts'
import { instances } from '../ec2/instances/instance.ts'
import { accessKeys } from '../iam/users/access-key.ts'
import { textIn, type FaultKind } from './wish.ts'

/** The temporary keys that a role, or an instance by its role, holds are over; who asks again gets new ones. */
export const expireRole: FaultKind = {
  members: ['instanceId', 'roleName'],
  region: 'required',
  lasts: false,
  make(ctx, wish) {
    const { instanceId, roleName } = wish
    if ((instanceId === undefined) === (roleName === undefined)) {
      throw new Refusal('Either "instanceId" or "roleName".')
    }
    const mark =
      instanceId === undefined
        ? `:assumed-role/${textIn(wish, 'roleName', 'a role')}/`
        : `/${textIn(wish, 'instanceId', 'an instance')}`
    if (typeof instanceId === 'string' && !ctx.db.get(instances, instanceId)) {
      throw new Refusal('There is no such instance in this account and Region.', 404)
    }
    const held = ctx.db
      .all(accessKeys)
      .filter(
        ({ arn, expiresAt = 0 }) =>
          expiresAt > ctx.now &&
          (instanceId === undefined ? arn.includes(mark) : arn.endsWith(mark)),
      )
    for (const key of held) ctx.db.put(accessKeys, { ...key, expiresAt: ctx.now })
    return { once: { kind: 'expire-role', region: ctx.region, expired: held.length } }
  },
}
