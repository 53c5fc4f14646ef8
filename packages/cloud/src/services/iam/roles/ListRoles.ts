import type { ListRolesCommandInput, ListRolesCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { roles, toRole } from './role.ts'

/** Lists roles by path. */
export const ListRoles = operation<
  ListRolesCommandInput,
  Omit<ListRolesCommandOutput, '$metadata'>
>('ListRoles', (ctx, input) => {
  const found = ctx.db
    .all(roles)
    .filter((role) => isUnder(role.path, input.PathPrefix))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { items, ...page } = pageOf(found, input)
  return { Roles: items.map((role) => toRole(role, false)), ...page }
})
