import Alert from '@cloudscape-design/components/alert'
import FormField from '@cloudscape-design/components/form-field'
import RadioGroup from '@cloudscape-design/components/radio-group'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { asApiError, placeOf, useOperation, type Call } from '../../../api/index.ts'
import { ConfirmDialog, describeError } from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import { fullLabelOf, idOf, labelOf, type Instance } from '../instance.ts'
import { InstanceNames } from './InstanceNames.tsx'
import { useSave } from '../../../resources/use-save.tsx'
import type { DialogProps } from './dialog-props.ts'

type SwitchKind = 'termination' | 'stop' | 'source-dest' | 'monitoring'

type Write = (call: Call, InstanceId: string, on: boolean) => Promise<unknown>

const writers: Record<SwitchKind, Write> = {
  termination: (call, InstanceId, Value) =>
    call('ec2', 'ModifyInstanceAttribute', { InstanceId, DisableApiTermination: { Value } }),
  stop: (call, InstanceId, Value) =>
    call('ec2', 'ModifyInstanceAttribute', { InstanceId, DisableApiStop: { Value } }),
  'source-dest': (call, InstanceId, Value) =>
    call('ec2', 'ModifyInstanceAttribute', { InstanceId, SourceDestCheck: { Value } }),
  monitoring: (call, InstanceId, on) =>
    on
      ? call('ec2', 'MonitorInstances', { InstanceIds: [InstanceId] })
      : call('ec2', 'UnmonitorInstances', { InstanceIds: [InstanceId] }),
}

/** What the first instance has now. The list says it of the last two; protections have to be asked for. */
function usePresent(kind: SwitchKind, instance: Instance) {
  const asked = kind === 'termination' || kind === 'stop'
  const answer = useOperation(
    'ec2',
    'DescribeInstanceAttribute',
    asked
      ? {
          InstanceId: idOf(instance),
          Attribute: kind === 'stop' ? 'disableApiStop' : 'disableApiTermination',
        }
      : undefined,
    { staleMs: 0 },
  )
  const { data, error } = answer
  const on =
    kind === 'termination'
      ? data?.DisableApiTermination?.Value
      : kind === 'stop'
        ? data?.DisableApiStop?.Value
        : kind === 'source-dest'
          ? instance.SourceDestCheck
          : instance.Monitoring?.State === 'enabled' || instance.Monitoring?.State === 'pending'
  return { on, error }
}

/** One switch for one or many instances. */
export function SwitchDialog(props: DialogProps & { readonly kind: SwitchKind }) {
  const { instances, kind, onClose } = props
  const t = useT()
  const present = usePresent(kind, instances[0])
  const [chosen, setChosen] = useState<boolean>()
  const on = chosen ?? present.on ?? false
  const save = useSave(onClose, t('dialog.saved'))
  const title =
    kind === 'termination' || kind === 'stop'
      ? t('dialog.protectionTitle', { kind })
      : kind === 'source-dest'
        ? t('action.sourceDestCheck')
        : t('action.detailedMonitoring')
  const text =
    kind === 'termination'
      ? t('dialog.terminationText')
      : kind === 'stop'
        ? t('dialog.stopText')
        : kind === 'source-dest'
          ? t('dialog.sourceDestText')
          : t('monitoring.detailed')
  return (
    <ConfirmDialog
      title={title}
      submitText={t('common.save')}
      disabled={chosen === undefined && instances.length === 1}
      onClose={onClose}
      {...save.dialog((_call, callAt) =>
        Promise.all(instances.map((one) => writers[kind](callAt(placeOf(one)), idOf(one), on))),
      )}
    >
      <InstanceNames names={instances.map(fullLabelOf)} />
      {present.error ? (
        <Alert type="warning">{describeError(asApiError(present.error), t)}</Alert>
      ) : null}
      <FormField description={text}>
        <Toggle checked={on} onChange={({ detail }) => setChosen(detail.checked)}>
          {on ? t('common.enabled') : t('common.disabled')}
        </Toggle>
      </FormField>
    </ConfirmDialog>
  )
}

/** What happens to the instance when its operating system shuts down. */
export function ShutdownDialog(props: DialogProps) {
  const { instances, onClose } = props
  const [instance] = instances
  const t = useT()
  const answer = useOperation(
    'ec2',
    'DescribeInstanceAttribute',
    { InstanceId: idOf(instance), Attribute: 'instanceInitiatedShutdownBehavior' },
    { staleMs: 0 },
  )
  const present = answer.data?.InstanceInitiatedShutdownBehavior?.Value
  const [chosen, setChosen] = useState<string>()
  const save = useSave(onClose, t('dialog.saved'))
  const value = chosen ?? present ?? 'stop'
  return (
    <ConfirmDialog
      title={t('dialog.shutdownTitle', { name: labelOf(instance) })}
      submitText={t('common.save')}
      disabled={value === present}
      onClose={onClose}
      {...save.dialog((call) =>
        call('ec2', 'ModifyInstanceAttribute', {
          InstanceId: idOf(instance),
          InstanceInitiatedShutdownBehavior: { Value: value },
        }),
      )}
    >
      <FormField label={t('dialog.shutdownLabel')}>
        <RadioGroup
          value={value}
          onChange={({ detail }) => setChosen(detail.value)}
          items={[
            { value: 'stop', label: t('dialog.shutdownStop') },
            { value: 'terminate', label: t('dialog.shutdownTerminate') },
          ]}
        />
      </FormField>
    </ConfirmDialog>
  )
}
