import type { Output } from '@brume/console-api'
import { useT } from '../../../i18n/index.ts'
import { ConfirmCall } from '../../../resources/ConfirmCall.tsx'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { InstanceLink } from '../../../resources/InstanceLink.tsx'
import { nameOfGroup, type Group, type Member } from '../group.ts'
import { useGroupLook } from '../use-group-look.ts'
import { PartTable } from './PartTable.tsx'

type Pool = NonNullable<Output<'auto-scaling', 'DescribeWarmPool'>['WarmPoolConfiguration']>

/** Instances that are made ready beforehand. */
export function WarmPool({ group }: { readonly group: Group }) {
  const t = useT()
  const found = useGroupLook('DescribeWarmPool', { AutoScalingGroupName: nameOfGroup(group) })
  const pool = found.data?.WarmPoolConfiguration
  const AutoScalingGroupName = nameOfGroup(group)
  return (
    <PartTable<Member>
      title={t('asg.warmPool')}
      description={
        pool
          ? t('asg.warmPoolIs', { state: pool.PoolState ?? 'Stopped', min: pool.MinSize ?? 0 })
          : t('asg.warmPoolText')
      }
      items={found.data?.Instances ?? []}
      idOf={({ InstanceId = '' }) => InstanceId}
      pending={found.isPending}
      error={found.error}
      empty={t('asg.noWarm')}
      emptyText={t('asg.noWarmText')}
      selectOne={t('asg.selectInstance')}
      create={{
        text: pool ? t('asg.editWarmPool') : t('asg.createWarmPool'),
        dialog: (onClose) => <Edit group={group} pool={pool} onClose={onClose} />,
      }}
      actions={
        pool
          ? [
              {
                id: 'delete',
                text: t('asg.deleteWarmPool'),
                dialog: (_member, onClose) => (
                  <ConfirmCall
                    title={t('asg.deleteWarmPool')}
                    text={t('asg.deleteWarmPoolText')}
                    run={(call) =>
                      call('auto-scaling', 'DeleteWarmPool', {
                        AutoScalingGroupName,
                        ForceDelete: true,
                      })
                    }
                    onClose={onClose}
                  />
                ),
              },
            ]
          : []
      }
      columns={[
        {
          id: 'id',
          header: t('instances.id'),
          cell: (one) => <InstanceLink id={one.InstanceId} />,
        },
        { id: 'state', header: t('asg.lifecycle'), cell: ({ LifecycleState }) => LifecycleState },
        { id: 'type', header: t('templates.type'), cell: ({ InstanceType }) => InstanceType },
        {
          id: 'zone',
          header: t('capacity.zone'),
          cell: ({ AvailabilityZone }) => AvailabilityZone,
        },
      ]}
    />
  )
}

function Edit(props: {
  readonly group: Group
  readonly pool: Pool | undefined
  readonly onClose: () => void
}) {
  const { group, pool, onClose } = props
  const t = useT()
  const size = (value: string) => (/^\d{1,5}$/.test(value) ? undefined : t('asg.wholeNumber'))
  const states = ['Stopped', 'Running', 'Hibernated'] as const
  return (
    <FieldsDialog
      title={pool ? t('asg.editWarmPool') : t('asg.createWarmPool')}
      submitText={t('common.save')}
      savedText={t('asg.warmPoolSaved')}
      note={t('asg.warmPoolText')}
      fields={[
        {
          id: 'state',
          label: t('asg.poolState'),
          kind: 'choice',
          initial: pool?.PoolState ?? 'Stopped',
          options: states.map((value) => ({ value, label: t(`asg.poolState.${value}`) })),
        },
        {
          id: 'min',
          label: t('asg.poolMin'),
          initial: String(pool?.MinSize ?? 0),
          problem: size,
        },
        {
          id: 'prepared',
          label: t('asg.prepared'),
          description: t('asg.preparedText'),
          initial: String(pool?.MaxGroupPreparedCapacity ?? ''),
          optional: true,
          problem: size,
        },
        {
          id: 'reuse',
          label: t('asg.reuse'),
          kind: 'check',
          initial: pool?.InstanceReusePolicy?.ReuseOnScaleIn ? 'yes' : '',
        },
      ]}
      run={(call, { state, min, prepared, reuse }) =>
        call('auto-scaling', 'PutWarmPool', {
          AutoScalingGroupName: nameOfGroup(group),
          PoolState: states.find((one) => one === state),
          MinSize: Number(min),
          ...(prepared && { MaxGroupPreparedCapacity: Number(prepared) }),
          InstanceReusePolicy: { ReuseOnScaleIn: reuse === 'yes' },
        })
      }
      onClose={onClose}
    />
  )
}
