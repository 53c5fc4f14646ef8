import type { Context } from '../../engine/context.ts'
import { instanceProfiles, roleOf } from '../../services/iam/instance-profiles/instance-profile.ts'
import { nameKey } from '../../services/iam/names.ts'
import { roles, type RoleRecord } from '../../services/iam/roles/role.ts'
import type { AskedCall } from './checks.ts'
import { memberOf, textOf } from './leaves.ts'

interface PassedRole {
  readonly role: RoleRecord | { readonly arn: string; readonly tags: readonly [] }
  readonly service: string
}

/** Members that hand a role to a service, by operation or everywhere in a service. */
const roleMembers: Readonly<
  Record<string, readonly (readonly [member: string, service: string])[]>
> = {
  'ec2:CreateFlowLogs': [['DeliverLogsPermissionArn', 'vpc-flow-logs.amazonaws.com']],
  'ssm:SendCommand': [['ServiceRoleArn', 'ssm.amazonaws.com']],
  'auto-scaling:PutLifecycleHook': [['RoleARN', 'autoscaling.amazonaws.com']],
  'iam:AddRoleToInstanceProfile': [['RoleName', 'ec2.amazonaws.com']],
}

/** The roles that a call gives to a service to act with: who does so must be allowed to pass them. */
export function passedRoles(
  ctx: Context,
  { service, operation, input }: AskedCall,
): readonly PassedRole[] {
  const passed = (roleMembers[`${service}:${operation}`] ?? []).flatMap(([member, to]) => {
    const named = textOf(memberOf(input, member))
    return named === undefined ? [] : [{ role: findRole(ctx, named), service: to }]
  })
  const profile =
    service === 'ec2'
      ? profileIn(input)
      : operation === 'CreateLaunchConfiguration'
        ? profileIn(input)
        : undefined
  const fleet = memberOf(input, 'SpotFleetRequestConfig', 'IamFleetRole')
  const fleetRole = textOf(fleet)
  return [
    ...passed,
    ...(profile === undefined ? [] : roleOfProfile(ctx, profile)),
    ...(fleetRole === undefined
      ? []
      : [{ role: findRole(ctx, fleetRole), service: 'spotfleet.amazonaws.com' }]),
  ]
}

/** A profile's name or ARN. */
function profileIn(input: unknown): string | undefined {
  const given =
    memberOf(input, 'IamInstanceProfile') ??
    memberOf(input, 'LaunchSpecification', 'IamInstanceProfile')
  return textOf(given) ?? textOf(memberOf(given, 'Arn')) ?? textOf(memberOf(given, 'Name'))
}

function roleOfProfile(ctx: Context, named: string): readonly PassedRole[] {
  const profile = ctx.db.get(instanceProfiles, nameKey(named.slice(named.lastIndexOf('/') + 1)))
  const role = profile && roleOf(ctx.db, profile)
  return role ? [{ role, service: 'ec2.amazonaws.com' }] : []
}

function findRole(ctx: Context, named: string): PassedRole['role'] {
  const role = ctx.db.get(roles, nameKey(named.slice(named.lastIndexOf('/') + 1)))
  const arn = named.startsWith('arn:') ? named : `arn:aws:iam::${ctx.account}:role/${named}`
  return role ?? { arn, tags: [] }
}
