import type { Context } from '../../engine/context.ts'
import type { TimerHandler } from '../../engine/timers.ts'
import { AwsError } from '../../errors.ts'
import { StartInstances } from '../ec2/instances/StartInstances.ts'
import { StopInstances } from '../ec2/instances/StopInstances.ts'
import { AttachGroupPolicy } from '../iam/groups/AttachGroupPolicy.ts'
import { DetachGroupPolicy } from '../iam/groups/DetachGroupPolicy.ts'
import { AttachRolePolicy } from '../iam/roles/AttachRolePolicy.ts'
import { DetachRolePolicy } from '../iam/roles/DetachRolePolicy.ts'
import { AttachUserPolicy } from '../iam/users/AttachUserPolicy.ts'
import { DetachUserPolicy } from '../iam/users/DetachUserPolicy.ts'
import { budgetActions, type BudgetActionRecord } from './budget.ts'

/** Does what an action is for, or takes it back; what is refused is the action's failure. */
export const onActionTimer: TimerHandler = (ctx, { id, data }) => {
  const action = ctx.db.get(budgetActions, id)
  if (!action) return
  const reverse = data === 'reverse'
  let message = reverse ? 'The action was reversed.' : 'The action was executed.'
  let failed = false
  try {
    carryOut(ctx, action, reverse)
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    failed = true
    message = error.message
  }
  const word = reverse ? 'REVERSE' : 'EXECUTION'
  const status = `${word}_${failed ? 'FAILURE' : 'SUCCESS'}` as const
  ctx.db.put(budgetActions, {
    ...action,
    status,
    history: [...action.history, { at: ctx.now, status, type: 'EXECUTE_ACTION', message }],
  })
}

function carryOut(ctx: Context, { definition }: BudgetActionRecord, reverse: boolean): void {
  const { SsmActionDefinition: ssm, IamActionDefinition: iam } = definition
  if (ssm) {
    // AWS-StopEC2Instances and AWS-StartEC2Instances.
    const input = { InstanceIds: [...(ssm.InstanceIds ?? [])] }
    if (reverse) StartInstances.run(ctx, input, undefined)
    else StopInstances.run(ctx, input, undefined)
  }
  if (iam) {
    const { PolicyArn, Users = [], Groups = [], Roles = [] } = iam
    const [user, group, role] = reverse
      ? [DetachUserPolicy, DetachGroupPolicy, DetachRolePolicy]
      : [AttachUserPolicy, AttachGroupPolicy, AttachRolePolicy]
    for (const UserName of Users) user.run(ctx, { UserName, PolicyArn }, undefined)
    for (const GroupName of Groups) group.run(ctx, { GroupName, PolicyArn }, undefined)
    for (const RoleName of Roles) role.run(ctx, { RoleName, PolicyArn }, undefined)
  }
}
