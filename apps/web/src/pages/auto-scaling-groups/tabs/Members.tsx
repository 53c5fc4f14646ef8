import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useT } from '../../../i18n/index.ts'
import { ConfirmCall } from '../../../resources/ConfirmCall.tsx'
import { FieldsDialog } from '../../../resources/FieldsDialog.tsx'
import { InstanceLink } from '../../../resources/InstanceLink.tsx'
import { useInstanceOptions } from '../../../resources/vpc-options.ts'
import { nameOfGroup, stageOf, stageTypes, type Group, type Member } from '../group.ts'
import { PartTable, type PartAction } from './PartTable.tsx'

/** The instances of a group and what is done with one. */
export function Members({ group }: { readonly group: Group }) {
  const t = useT()
  return (
    <PartTable<Member>
      title={t('asg.instances')}
      items={group.Instances ?? []}
      idOf={({ InstanceId = '' }) => InstanceId}
      pending={false}
      error={null}
      empty={t('asg.noInstances')}
      emptyText={t('asg.noInstancesText')}
      selectOne={t('asg.selectInstance')}
      create={{
        text: t('asg.attach'),
        dialog: (onClose) => <Attach group={group} onClose={onClose} />,
      }}
      actions={useMemberActions(group)}
      columns={[
        {
          id: 'id',
          header: t('instances.id'),
          cell: (one) => <InstanceLink id={one.InstanceId} />,
        },
        {
          id: 'state',
          header: t('asg.lifecycle'),
          cell: (one) => (
            <StatusIndicator type={stageTypes[stageOf(one)]}>{one.LifecycleState}</StatusIndicator>
          ),
        },
        { id: 'type', header: t('templates.type'), cell: ({ InstanceType }) => InstanceType },
        {
          id: 'version',
          header: t('asg.launchSource'),
          cell: ({ LaunchTemplate: template, LaunchConfigurationName }) =>
            template
              ? t('asg.templateVersion', {
                  name: template.LaunchTemplateName ?? '',
                  version: template.Version ?? '',
                })
              : (LaunchConfigurationName ?? '-'),
        },
        {
          id: 'zone',
          header: t('capacity.zone'),
          cell: ({ AvailabilityZone }) => AvailabilityZone,
        },
        {
          id: 'health',
          header: t('asg.health'),
          cell: ({ HealthStatus }) =>
            HealthStatus === 'Healthy' ? (
              <StatusIndicator type="success">{t('asg.healthy')}</StatusIndicator>
            ) : (
              <StatusIndicator type="error">{t('asg.unhealthy')}</StatusIndicator>
            ),
        },
        {
          id: 'protected',
          header: t('asg.protectedFrom'),
          cell: (one) => (one.ProtectedFromScaleIn ? t('common.yes') : t('common.no')),
        },
      ]}
    />
  )
}

function useMemberActions(group: Group): readonly PartAction<Member>[] {
  const t = useT()
  const AutoScalingGroupName = nameOfGroup(group)
  const idsOf = ({ InstanceId = '' }: Member) => [InstanceId]
  const inService = ({ LifecycleState }: Member) =>
    LifecycleState === 'InService' ? undefined : t('asg.notInService')
  const decrement = {
    id: 'decrement',
    label: t('asg.decrement'),
    description: t('asg.decrementText'),
    kind: 'check',
  } as const
  return [
    {
      id: 'detach',
      text: t('asg.detach'),
      refuse: inService,
      dialog: (member, onClose) => (
        <FieldsDialog
          title={t('asg.detach')}
          submitText={t('asg.detach')}
          savedText={t('asg.detached')}
          note={t('asg.detachText')}
          fields={[decrement]}
          run={(call, values) =>
            call('auto-scaling', 'DetachInstances', {
              AutoScalingGroupName,
              InstanceIds: idsOf(member),
              ShouldDecrementDesiredCapacity: values['decrement'] === 'yes',
            })
          }
          onClose={onClose}
        />
      ),
    },
    {
      id: 'standby',
      text: t('asg.standby'),
      refuse: inService,
      dialog: (member, onClose) => (
        <FieldsDialog
          title={t('asg.standby')}
          submitText={t('asg.standby')}
          savedText={t('asg.inStandby')}
          note={t('asg.standbyText')}
          fields={[decrement]}
          run={(call, values) =>
            call('auto-scaling', 'EnterStandby', {
              AutoScalingGroupName,
              InstanceIds: idsOf(member),
              ShouldDecrementDesiredCapacity: values['decrement'] === 'yes',
            })
          }
          onClose={onClose}
        />
      ),
    },
    {
      id: 'service',
      text: t('asg.toService'),
      refuse: ({ LifecycleState }) =>
        LifecycleState === 'Standby' ? undefined : t('asg.notInStandby'),
      dialog: (member, onClose) => (
        <ConfirmCall
          title={t('asg.toService')}
          text={t('asg.toServiceText')}
          run={(call) =>
            call('auto-scaling', 'ExitStandby', {
              AutoScalingGroupName,
              InstanceIds: idsOf(member),
            })
          }
          onClose={onClose}
        />
      ),
    },
    {
      id: 'protect',
      text: t('asg.protect'),
      refuse: ({ ProtectedFromScaleIn }) =>
        ProtectedFromScaleIn ? t('asg.isProtected') : undefined,
      dialog: (member, onClose) => (
        <ConfirmCall
          title={t('asg.protect')}
          text={t('asg.protectText')}
          run={(call) =>
            call('auto-scaling', 'SetInstanceProtection', {
              AutoScalingGroupName,
              InstanceIds: idsOf(member),
              ProtectedFromScaleIn: true,
            })
          }
          onClose={onClose}
        />
      ),
    },
    {
      id: 'unprotect',
      text: t('asg.unprotect'),
      refuse: ({ ProtectedFromScaleIn }) =>
        ProtectedFromScaleIn ? undefined : t('asg.isNotProtected'),
      dialog: (member, onClose) => (
        <ConfirmCall
          title={t('asg.unprotect')}
          text={t('asg.unprotectText')}
          run={(call) =>
            call('auto-scaling', 'SetInstanceProtection', {
              AutoScalingGroupName,
              InstanceIds: idsOf(member),
              ProtectedFromScaleIn: false,
            })
          }
          onClose={onClose}
        />
      ),
    },
    {
      id: 'terminate',
      text: t('asg.terminate'),
      dialog: (member, onClose) => (
        <FieldsDialog
          title={t('asg.terminate')}
          submitText={t('asg.terminate')}
          savedText={t('asg.terminating')}
          note={t('asg.terminateText')}
          fields={[decrement]}
          run={(call, values) =>
            call('auto-scaling', 'TerminateInstanceInAutoScalingGroup', {
              InstanceId: member.InstanceId,
              ShouldDecrementDesiredCapacity: values['decrement'] === 'yes',
            })
          }
          onClose={onClose}
        />
      ),
    },
  ]
}

function Attach({ group, onClose }: { readonly group: Group; readonly onClose: () => void }) {
  const t = useT()
  const options = useInstanceOptions(
    ({ State, Placement, Tags = [] }) =>
      State?.Name === 'running' &&
      (group.AvailabilityZones ?? []).includes(Placement?.AvailabilityZone ?? '') &&
      !Tags.some(({ Key }) => Key === 'aws:autoscaling:groupName'),
  )
  return (
    <FieldsDialog
      title={t('asg.attach')}
      submitText={t('asg.attach')}
      savedText={t('asg.attached')}
      note={t('asg.attachText')}
      fields={[
        {
          id: 'ids',
          label: t('asg.instances'),
          kind: 'choices',
          options,
          none: t('asg.noneToAttach'),
        },
      ]}
      run={(call, { ids = '' }) =>
        call('auto-scaling', 'AttachInstances', {
          AutoScalingGroupName: nameOfGroup(group),
          InstanceIds: ids.split(','),
        })
      }
      onClose={onClose}
    />
  )
}
