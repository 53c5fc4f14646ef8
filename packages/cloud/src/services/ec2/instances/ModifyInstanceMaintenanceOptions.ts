import type {
  ModifyInstanceMaintenanceOptionsCommandInput,
  ModifyInstanceMaintenanceOptionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { instances } from './instance.ts'

/**
 * Sets automatic recovery and reboot migration.
 * @differs Nothing fails by itself here, so that neither has occasion to act.
 */
export const ModifyInstanceMaintenanceOptions = operation<
  ModifyInstanceMaintenanceOptionsCommandInput,
  Omit<ModifyInstanceMaintenanceOptionsCommandOutput, '$metadata'>
>('ModifyInstanceMaintenanceOptions', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  if (input.AutoRecovery === undefined && input.RebootMigration === undefined) {
    throw new AwsError('InvalidParameterCombination', 'No attributes specified.')
  }
  decide('modifyMaintenanceOptions', instance)
  const autoRecovery = input.AutoRecovery ?? instance.autoRecovery
  const rebootMigration = input.RebootMigration ?? instance.rebootMigration ?? 'default'
  ctx.db.put(instances, { ...instance, autoRecovery, rebootMigration })
  return {
    InstanceId: instance.id,
    AutoRecovery: autoRecovery,
    RebootMigration: rebootMigration,
  }
})
