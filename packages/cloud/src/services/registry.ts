import type { ServiceName } from '@brume/aws-wire'
import type { AnyOperation } from '../engine/operation.ts'
import { operations as autoScaling } from './auto-scaling/operations.ts'
import { operations as budgets } from './budgets/operations.ts'
import { operations as cloudwatch } from './cloudwatch/operations.ts'
import { operations as costExplorer } from './cost-explorer/operations.ts'
import { operations as instanceConnect } from './ec2-instance-connect/operations.ts'
import { operations as ec2 } from './ec2/operations.ts'
import { operations as loadBalancing } from './elastic-load-balancing-v2/operations.ts'
import { operations as iam } from './iam/operations.ts'
import { operations as pricing } from './pricing/operations.ts'
import { operations as savingsPlans } from './savingsplans/operations.ts'
import { operations as serviceQuotas } from './service-quotas/operations.ts'
import { operations as ssm } from './ssm/operations.ts'
import { operations as sts } from './sts/operations.ts'

const byName = (operations: readonly AnyOperation[]): ReadonlyMap<string, AnyOperation> =>
  new Map(operations.map((operation) => [operation.name, operation]))

/** Every supported operation, by service and name. */
export const registry: Readonly<Record<ServiceName, ReadonlyMap<string, AnyOperation>>> = {
  ec2: byName(ec2),
  ssm: byName(ssm),
  'ec2-instance-connect': byName(instanceConnect),
  sts: byName(sts),
  iam: byName(iam),
  'auto-scaling': byName(autoScaling),
  'elastic-load-balancing-v2': byName(loadBalancing),
  cloudwatch: byName(cloudwatch),
  'service-quotas': byName(serviceQuotas),
  pricing: byName(pricing),
  'cost-explorer': byName(costExplorer),
  budgets: byName(budgets),
  savingsplans: byName(savingsPlans),
}
