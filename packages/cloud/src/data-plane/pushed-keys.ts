import type { Clock } from '@brume/clock'
import type { ActiveKey, GuestTarget, PushedKeys } from '../host.ts'

const lifeMs = 60_000

/** Of one user of one instance; who pushes more drops the oldest. */
const keptPerUser = 50

export interface PushedKeyStore extends PushedKeys {
  /** The account was put back to its beginning. */
  forget(account: string): void
}

export function createPushedKeys(wall: Clock): PushedKeyStore {
  /** By account, then `<region>/<instance>`, then user. */
  const accounts = new Map<string, Map<string, Map<string, readonly ActiveKey[]>>>()

  function usersOf({
    account,
    region,
    instanceId,
  }: GuestTarget): Map<string, readonly ActiveKey[]> {
    return accounts.get(account)?.get(`${region}/${instanceId}`) ?? new Map()
  }

  function good(keys: readonly ActiveKey[]): readonly ActiveKey[] {
    const now = wall.now()
    return keys.filter(({ expiresAt }) => expiresAt > now)
  }

  function prune(): void {
    for (const [account, instances] of accounts) {
      for (const [instance, users] of instances) {
        for (const [user, keys] of users) if (good(keys).length === 0) users.delete(user)
        if (users.size === 0) instances.delete(instance)
      }
      if (instances.size === 0) accounts.delete(account)
    }
  }

  return {
    push(target, user, key) {
      prune()
      const { account, region, instanceId } = target
      const instances = accounts.get(account) ?? new Map<string, Map<string, ActiveKey[]>>()
      const users = usersOf(target)
      const others = good(users.get(user) ?? []).filter(({ line }) => line !== key.line)
      users.set(user, [...others, { ...key, expiresAt: wall.now() + lifeMs }].slice(-keptPerUser))
      accounts.set(account, instances.set(`${region}/${instanceId}`, users))
    },
    active: (target, user) => good(usersOf(target).get(user) ?? []),
    users: (target) =>
      [...usersOf(target)].filter(([, keys]) => good(keys).length > 0).map(([user]) => user),
    forget: (account) => void accounts.delete(account),
  }
}
