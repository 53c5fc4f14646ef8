import { useOperation } from '../../../api/index.ts'
import { useT } from '../../../i18n/index.ts'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { idOf, labelOf } from '../instance.ts'
import type { DialogProps } from './dialog-props.ts'

/** Whether a burstable instance may go on beyond its CPU credits. */
export function CreditDialog({ instances: [instance], onClose }: DialogProps) {
  const t = useT()
  const InstanceId = idOf(instance)
  const { data } = useOperation(
    'ec2',
    'DescribeInstanceCreditSpecifications',
    { InstanceIds: [InstanceId] },
    { staleMs: 0 },
  )
  const present = data?.InstanceCreditSpecifications?.[0]?.CpuCredits ?? ''
  return (
    <FieldsDialog
      title={t('dialog.creditTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      savedText={t('dialog.creditSaved')}
      fields={[
        {
          id: 'credits',
          label: t('dialog.credit'),
          kind: 'choice',
          initial: present,
          options: [
            {
              value: 'standard',
              label: t('dialog.creditStandard'),
              description: t('dialog.creditStandardText'),
            },
            {
              value: 'unlimited',
              label: t('dialog.creditUnlimited'),
              description: t('dialog.creditUnlimitedText'),
            },
          ],
        },
      ]}
      run={async (call, { credits }) => {
        const output = await call('ec2', 'ModifyInstanceCreditSpecification', {
          InstanceCreditSpecifications: [{ InstanceId, CpuCredits: credits }],
        })
        const [failed] = output.UnsuccessfulInstanceCreditSpecifications ?? []
        if (failed) throw new Error(failed.Error?.Message)
      }}
      onClose={onClose}
    />
  )
}
