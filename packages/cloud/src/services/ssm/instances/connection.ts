import type { Context } from '../../../engine/context.ts'
import { instances, type InstanceRecord } from '../../ec2/instances/instance.ts'
import { instanceProfiles, roleOf } from '../../iam/instance-profiles/instance-profile.ts'
import { parsePolicy } from '../../iam/policies/document.ts'
import { roleAllows } from '../../iam/roles/role.ts'

/** What an agent must be allowed for sessions; `AmazonSSMManagedInstanceCore` has them. */
const sessionActions = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
]

/** What the agent must be allowed to be listed as a managed node. */
const registrationAction = 'ssm:UpdateInstanceInformation'

/** Whether the instance's role lets its agent offer sessions. */
function mayHoldSessions(ctx: Context, instance: InstanceRecord): boolean {
  return sessionActions.every((action) => agentMay(ctx, instance, action))
}

/** Whether the instance's role lets its agent register with Systems Manager. */
export function mayRegister(ctx: Context, instance: InstanceRecord): boolean {
  return agentMay(ctx, instance, registrationAction)
}

/**
 * The version of the agent, while the instance runs and the agent is in touch with Systems Manager: it calls the service, so its
 * network must let it out, by an internet or NAT gateway or by endpoints of the VPC.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-create-vpc.html
 */
export function agentVersionOf(
  ctx: Context,
  instance: InstanceRecord,
  services: readonly ('ssm' | 'ssmmessages')[] = ['ssm'],
): string | undefined {
  if (instance.state !== 'running') return undefined
  const { account, region } = ctx
  const target = { account, region, instanceId: instance.id }
  const version = ctx.host.findGuest(target)?.agentVersion()
  if (version === undefined) return undefined
  return services.every((service) => ctx.host.reachesService(target, service)) ? version : undefined
}

/** The running agent that a session would meet; undefined where AWS says "not connected". */
export function findAgent(ctx: Context, target: string): { readonly version: string } | undefined {
  const instance = ctx.db.get(instances, target)
  if (instance === undefined || !mayHoldSessions(ctx, instance)) return undefined
  const version = agentVersionOf(ctx, instance, ['ssm', 'ssmmessages'])
  return version === undefined ? undefined : { version }
}

/** Through the profile as it is now: roles and policies are looked up when the agent asks, not at launch. */
function agentMay(ctx: Context, instance: InstanceRecord, action: string): boolean {
  const arn = instance.iamInstanceProfile?.arn
  const profile = arn === undefined ? undefined : ctx.db.by(instanceProfiles, 'arn', arn)[0]
  const role = profile && roleOf(ctx.db, profile)
  return role !== undefined && trustsEc2(role.trustPolicy) && roleAllows(ctx.db, role, action)
}

function trustsEc2(trustPolicy: string): boolean {
  return parsePolicy(trustPolicy, 'trust').statements.some(
    ({ statement: { effect, principals } }) =>
      effect === 'Allow' &&
      !principals?.not &&
      principals?.byType.Service?.includes('ec2.amazonaws.com'),
  )
}
