import type { Call } from '../../../api/index.ts'
import type { Translate } from '../../../i18n/index.ts'
import type { RowTools } from '../../../resources/job/job.ts'
import { planTags, type Change, type TagChange } from '../../../resources/bulk/tag-change.ts'
import { idOf, stateOf, type Instance } from '../instance.ts'

export type Switch = 'leave' | 'on' | 'off'

/** What many instances are to become; what is empty or `leave` stays. */
export interface BulkForm {
  readonly tags: TagChange
  readonly termination: Switch
  readonly stop: Switch
  readonly monitoring: Switch
  readonly deleteVolumes: Switch
  readonly type: string
  readonly restart: boolean
  readonly groupMode: 'add' | 'remove' | 'replace'
  readonly groups: readonly string[]
  readonly tokens: 'leave' | 'required' | 'optional'
  readonly endpoint: Switch
  readonly metadataTags: Switch
  readonly hopLimit: string
}

export const emptyForm: BulkForm = {
  tags: { mode: 'add', tags: [] },
  termination: 'leave',
  stop: 'leave',
  monitoring: 'leave',
  deleteVolumes: 'leave',
  type: '',
  restart: false,
  groupMode: 'add',
  groups: [],
  tokens: 'leave',
  endpoint: 'leave',
  metadataTags: 'leave',
  hopLimit: '',
}

/** What the list does not say of an instance; undefined while it is not known. */
export interface Protection {
  readonly termination?: boolean | undefined
  readonly stop?: boolean | undefined
}

/** Of which groups it is known which VPC they are in. */
export type GroupVpcs = ReadonlyMap<string, string>

/** What the form changes of one instance: nothing that is so already. */
export function planInstance(
  instance: Instance,
  form: BulkForm,
  protection: Protection,
  groupVpcs: GroupVpcs,
  t: Translate,
): readonly Change[] {
  const InstanceId = idOf(instance)
  const word = (on: boolean | undefined) =>
    on === undefined ? t('bulkEdit.unknown') : t(on ? 'common.enabled' : 'common.disabled')
  const toggle = (
    wish: Switch,
    present: boolean | undefined,
    label: string,
    send: (call: Call, on: boolean) => Promise<unknown>,
  ): Change[] => {
    const on = wish === 'on'
    if (wish === 'leave' || present === on) return []
    return [{ label, before: word(present), after: word(on), send: (call) => send(call, on) }]
  }
  const monitored =
    instance.Monitoring?.State === 'enabled' || instance.Monitoring?.State === 'pending'
  return [
    ...(form.tags.tags.length > 0
      ? planTags(InstanceId, instance.Tags, form.tags, t('bulkEdit.tags'))
      : []),
    ...toggle(form.termination, protection.termination, t('bulkEdit.termination'), (call, Value) =>
      call('ec2', 'ModifyInstanceAttribute', { InstanceId, DisableApiTermination: { Value } }),
    ),
    ...toggle(form.stop, protection.stop, t('bulkEdit.stopProtection'), (call, Value) =>
      call('ec2', 'ModifyInstanceAttribute', { InstanceId, DisableApiStop: { Value } }),
    ),
    ...toggle(form.monitoring, monitored, t('bulkEdit.monitoring'), (call, on) =>
      on
        ? call('ec2', 'MonitorInstances', { InstanceIds: [InstanceId] })
        : call('ec2', 'UnmonitorInstances', { InstanceIds: [InstanceId] }),
    ),
    ...planVolumes(instance, form, t, word),
    ...planType(instance, form, t),
    ...planGroups(instance, form, groupVpcs, t),
    ...planMetadata(instance, form, t),
  ]
}

function planVolumes(
  instance: Instance,
  { deleteVolumes }: BulkForm,
  t: Translate,
  word: (on: boolean) => string,
): Change[] {
  if (deleteVolumes === 'leave') return []
  const DeleteOnTermination = deleteVolumes === 'on'
  const others = (instance.BlockDeviceMappings ?? []).filter(
    ({ Ebs }) => Ebs && (Ebs.DeleteOnTermination ?? false) !== DeleteOnTermination,
  )
  if (others.length === 0) return []
  const devices = others.flatMap(({ DeviceName }) => DeviceName ?? [])
  return [
    {
      label: `${t('bulkEdit.deleteOnTermination')} (${devices.join(', ')})`,
      before: word(!DeleteOnTermination),
      after: word(DeleteOnTermination),
      send: (call) =>
        call('ec2', 'ModifyInstanceAttribute', {
          InstanceId: idOf(instance),
          BlockDeviceMappings: devices.map((DeviceName) => ({
            DeviceName,
            Ebs: { DeleteOnTermination },
          })),
        }),
    },
  ]
}

function planType(instance: Instance, { type }: BulkForm, t: Translate): Change[] {
  const wanted = type.trim()
  if (wanted === '' || wanted === instance.InstanceType) return []
  return [
    {
      label: t('bulkEdit.type'),
      before: instance.InstanceType ?? '',
      after: wanted,
      send: (call) =>
        call('ec2', 'ModifyInstanceAttribute', {
          InstanceId: idOf(instance),
          InstanceType: { Value: wanted },
        }),
    },
  ]
}

function planGroups(
  instance: Instance,
  { groupMode, groups }: BulkForm,
  vpcs: GroupVpcs,
  t: Translate,
): Change[] {
  const present = (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? [])
  const chosen = groups.filter((id) => vpcs.get(id) === instance.VpcId)
  if (chosen.length === 0) return []
  const next =
    groupMode === 'replace'
      ? chosen
      : groupMode === 'add'
        ? [...new Set([...present, ...chosen])]
        : present.filter((id) => !chosen.includes(id))
  if (next.toSorted().join() === present.toSorted().join()) return []
  return [
    {
      label: t('bulkEdit.groupsMode'),
      before: present.join(', ') || '–',
      after: next.join(', ') || '–',
      send: (call) =>
        call('ec2', 'ModifyInstanceAttribute', { InstanceId: idOf(instance), Groups: next }),
    },
  ]
}

function planMetadata(instance: Instance, form: BulkForm, t: Translate): Change[] {
  const present = instance.MetadataOptions
  const onOff = (wish: Switch) =>
    wish === 'leave' ? undefined : wish === 'on' ? 'enabled' : 'disabled'
  const hops = form.hopLimit.trim() === '' ? undefined : Number(form.hopLimit)
  const wishes = [
    [t('dialog.metadataEndpoint'), 'HttpEndpoint', present?.HttpEndpoint, onOff(form.endpoint)],
    [
      t('bulkEdit.tokens'),
      'HttpTokens',
      present?.HttpTokens,
      form.tokens === 'leave' ? undefined : form.tokens,
    ],
    [t('bulkEdit.hopLimit'), 'HttpPutResponseHopLimit', present?.HttpPutResponseHopLimit, hops],
    [
      t('dialog.metadataTags'),
      'InstanceMetadataTags',
      present?.InstanceMetadataTags,
      onOff(form.metadataTags),
    ],
  ] as const
  const changed = wishes.filter(([, , before, after]) => after !== undefined && after !== before)
  if (changed.length === 0) return []
  const say = (side: 2 | 3) =>
    changed.map((wish) => `${wish[0]}: ${wish[side] ?? t('bulkEdit.unknown')}`).join(', ')
  return [
    {
      label: t('action.metadata'),
      before: say(2),
      after: say(3),
      send: (call) =>
        call('ec2', 'ModifyInstanceMetadataOptions', {
          InstanceId: idOf(instance),
          ...Object.fromEntries(changed.map(([, member, , after]) => [member, after])),
        }),
    },
  ]
}

/** Whether it runs and would have to be stopped for another type. */
export function needsStop(instance: Instance, { type }: BulkForm): boolean {
  const wanted = type.trim()
  return wanted !== '' && wanted !== instance.InstanceType && stateOf(instance) === 'running'
}

/** Stops an instance, does the work, and starts it again, whatever became of the work. */
export async function restartAround(
  instance: Instance,
  { call, wait }: RowTools,
  work: () => Promise<void>,
): Promise<void> {
  const InstanceIds = [idOf(instance)]
  const isIn = (wanted: string) => async () => {
    const { Reservations } = await call('ec2', 'DescribeInstances', { InstanceIds })
    return Reservations?.[0]?.Instances?.[0]?.State?.Name === wanted
  }
  await call('ec2', 'StopInstances', { InstanceIds })
  await wait(isIn('stopped'))
  try {
    await work()
  } finally {
    await call('ec2', 'StartInstances', { InstanceIds })
  }
  await wait(isIn('running'))
}
