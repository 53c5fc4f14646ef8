import type { FeedItem } from '@brume/console-api'
import { useFeed, type Call } from '../../api/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type Field } from '../../resources/FieldsDialog.tsx'

type Session = FeedItem<'mirror-sessions'>

const protocols = { tcp: 6, udp: 17, icmp: 1 } as const
const everywhere = '0.0.0.0/0'

/** A session with a filter of its own; the target is made unless there is one for the interface. */
export function CreateSession(props: { readonly onClose: () => void }) {
  const t = useT()
  const interfaces = useFeed('network-interfaces').list.map(
    ({ NetworkInterfaceId = '', PrivateIpAddress, Attachment }) => ({
      value: NetworkInterfaceId,
      label: NetworkInterfaceId,
      description: [PrivateIpAddress, Attachment?.InstanceId].filter(Boolean).join(' · '),
    }),
  )
  return (
    <FieldsDialog
      title={t('mirrors.create')}
      submitText={t('mirrors.create')}
      savedText={t('mirrors.created')}
      tagType="traffic-mirror-session"
      fields={[
        { id: 'source', label: t('mirrors.source'), kind: 'choice', options: interfaces },
        {
          id: 'target',
          label: t('mirrors.target'),
          kind: 'choice',
          description: t('mirrors.targetText'),
          options: (values) => interfaces.filter(({ value }) => value !== values['source']),
        },
        {
          id: 'traffic',
          label: t('mirrors.traffic'),
          kind: 'choice',
          initial: 'all',
          options: [
            { value: 'all', label: t('mirrors.all') },
            { value: 'tcp', label: 'TCP' },
            { value: 'udp', label: 'UDP' },
            { value: 'icmp', label: 'ICMP' },
          ],
        },
        ...useSessionFields(undefined),
      ]}
      run={async (call, values, tags) => {
        const TrafficMirrorTargetId = await findTarget(call, values['target'] ?? '')
        const made = await call('ec2', 'CreateTrafficMirrorFilter', {})
        const TrafficMirrorFilterId = made.TrafficMirrorFilter?.TrafficMirrorFilterId
        const kind = values['traffic']
        const Protocol =
          kind === 'tcp' || kind === 'udp' || kind === 'icmp' ? protocols[kind] : undefined
        for (const TrafficDirection of ['ingress', 'egress'] as const) {
          await call('ec2', 'CreateTrafficMirrorFilterRule', {
            TrafficMirrorFilterId,
            TrafficDirection,
            RuleNumber: 100,
            RuleAction: 'accept',
            SourceCidrBlock: everywhere,
            DestinationCidrBlock: everywhere,
            ...(Protocol !== undefined && { Protocol }),
          })
        }
        return call('ec2', 'CreateTrafficMirrorSession', {
          NetworkInterfaceId: values['source'],
          TrafficMirrorTargetId,
          TrafficMirrorFilterId,
          SessionNumber: Number(values['number']),
          ...(values['length'] !== '' && { PacketLength: Number(values['length']) }),
          ...(values['description'] !== '' && { Description: values['description'] }),
          ...tags,
        })
      }}
      onClose={props.onClose}
    />
  )
}

export function EditSession(props: { readonly item: Session; readonly onClose: () => void }) {
  const t = useT()
  const { item } = props
  const { TrafficMirrorSessionId = '' } = item
  return (
    <FieldsDialog
      title={t('mirrors.editTitle', { id: TrafficMirrorSessionId })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={useSessionFields(item)}
      run={(call, values) => {
        const { length = '', description = '' } = values
        return call('ec2', 'ModifyTrafficMirrorSession', {
          TrafficMirrorSessionId,
          SessionNumber: Number(values['number']),
          ...(length !== '' && { PacketLength: Number(length) }),
          ...(description !== '' && { Description: description }),
          RemoveFields: [
            ...(length === '' ? (['packet-length'] as const) : []),
            ...(description === '' ? (['description'] as const) : []),
          ],
        })
      }}
      onClose={props.onClose}
    />
  )
}

/** What a session can change. */
function useSessionFields(item: Session | undefined): readonly Field[] {
  const t = useT()
  const within = (least: number, most: number, text: string) => (value: string) =>
    /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most ? undefined : text
  return [
    {
      id: 'number',
      label: t('mirrors.number'),
      description: t('mirrors.numberText'),
      initial: String(item?.SessionNumber ?? 1),
      problem: within(1, 32_766, t('mirrors.numberProblem')),
    },
    {
      id: 'length',
      label: t('mirrors.length'),
      description: t('mirrors.lengthText'),
      optional: true,
      initial: item?.PacketLength === undefined ? '' : String(item.PacketLength),
      problem: within(1, 8500, t('mirrors.lengthProblem')),
    },
    {
      id: 'description',
      label: t('groups.descriptionColumn'),
      optional: true,
      initial: item?.Description ?? '',
    },
  ]
}

/** The target that an interface is already, or a new one. */
async function findTarget(call: Call, NetworkInterfaceId: string): Promise<string | undefined> {
  const { TrafficMirrorTargets } = await call('ec2', 'DescribeTrafficMirrorTargets', {
    Filters: [{ Name: 'network-interface-id', Values: [NetworkInterfaceId] }],
  })
  const [present] = TrafficMirrorTargets ?? []
  if (present) return present.TrafficMirrorTargetId
  const made = await call('ec2', 'CreateTrafficMirrorTarget', { NetworkInterfaceId })
  return made.TrafficMirrorTarget?.TrafficMirrorTargetId
}
