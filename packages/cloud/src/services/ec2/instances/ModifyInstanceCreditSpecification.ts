import type {
  ModifyInstanceCreditSpecificationCommandInput,
  ModifyInstanceCreditSpecificationResult,
  SuccessfulInstanceCreditSpecificationItem,
  UnsuccessfulInstanceCreditSpecificationItem,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { decide } from './decide.ts'
import { findInstance } from './find-instances.ts'
import { instances } from './instance.ts'

/** Switches burstable instances between standard and unlimited, each for itself. */
export const ModifyInstanceCreditSpecification = operation<
  ModifyInstanceCreditSpecificationCommandInput,
  ModifyInstanceCreditSpecificationResult
>('ModifyInstanceCreditSpecification', (ctx, input) => {
  const done: SuccessfulInstanceCreditSpecificationItem[] = []
  const failed: UnsuccessfulInstanceCreditSpecificationItem[] = []
  for (const { InstanceId, CpuCredits } of input.InstanceCreditSpecifications ?? []) {
    if (CpuCredits !== 'standard' && CpuCredits !== 'unlimited') {
      throw new AwsError(
        'InvalidParameterValue',
        `Value (${CpuCredits ?? ''}) for parameter CpuCredits is invalid.`,
      )
    }
    try {
      const instance = findInstance(ctx.db, InstanceId)
      decide('modifyCreditSpecification', instance)
      if (instance.cpuCredits === undefined) {
        throw new AwsError(
          'InstanceCreditSpecification.NotSupported',
          `The instance '${instance.id}' is not a burstable performance instance.`,
        )
      }
      ctx.db.put(instances, { ...instance, cpuCredits: CpuCredits })
      done.push({ InstanceId: instance.id })
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      failed.push({
        InstanceId,
        Error: {
          Code: error.code as NonNullable<
            UnsuccessfulInstanceCreditSpecificationItem['Error']
          >['Code'],
          Message: error.message,
        },
      })
    }
  }
  return {
    SuccessfulInstanceCreditSpecifications: done,
    UnsuccessfulInstanceCreditSpecifications: failed,
  }
})
