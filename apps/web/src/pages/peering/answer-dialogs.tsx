import { useScope } from '../../api/index.ts'
import { KeyValue } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { FieldsDialog, type Field } from '../../resources/FieldsDialog.tsx'
import { blocksOf, idOf, infoOf, useOwnSides, type Peering, type Side } from './peering.ts'

interface DialogProps {
  readonly item: Peering
  readonly onClose: () => void
}

/** Who asks for what, before one says yes or no. */
function Request({ peering }: { readonly peering: Peering }) {
  const t = useT()
  const requester = infoOf(peering, 'requester')
  return (
    <KeyValue
      columns={2}
      items={[
        [t('peering.requesterVpc'), requester?.VpcId],
        [t('peering.accepterVpc'), infoOf(peering, 'accepter')?.VpcId],
        [t('peering.requesterCidrs'), blocksOf(peering, 'requester').join(', ')],
        [t('peering.accepterCidrs'), blocksOf(peering, 'accepter').join(', ')],
        [t('peering.requesterOwner'), requester?.OwnerId],
        [t('shell.region'), requester?.Region],
      ]}
    />
  )
}

export function Accept({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('peering.acceptTitle', { id: idOf(item) })}
      submitText={t('peering.accept')}
      savedText={t('peering.accepted')}
      fields={[]}
      note={
        <>
          <Request peering={item} />
          <p>{t('peering.routesNote')}</p>
        </>
      }
      run={(call) =>
        call('ec2', 'AcceptVpcPeeringConnection', { VpcPeeringConnectionId: idOf(item) })
      }
      onClose={onClose}
    />
  )
}

export function Reject({ item, onClose }: DialogProps) {
  const t = useT()
  return (
    <FieldsDialog
      title={t('peering.rejectTitle', { id: idOf(item) })}
      submitText={t('peering.reject')}
      savedText={t('peering.rejected')}
      fields={[]}
      warning={
        <>
          <p>{t('peering.rejectText')}</p>
          <Request peering={item} />
        </>
      }
      run={(call) =>
        call('ec2', 'RejectVpcPeeringConnection', { VpcPeeringConnectionId: idOf(item) })
      }
      onClose={onClose}
    />
  )
}

const optionMembers = {
  requester: 'RequesterPeeringConnectionOptions',
  accepter: 'AccepterPeeringConnectionOptions',
} as const satisfies Record<Side, string>

/** Each party decides for its own VPC. */
export function EditDns({ item, onClose }: DialogProps) {
  const t = useT()
  const place = useScope()
  const own = useOwnSides([place])(item, place)
  const fields = own.map<Field>((side) => ({
    id: side,
    kind: 'check',
    label: t(side === 'requester' ? 'peering.requesterDns' : 'peering.accepterDns'),
    description: t('peering.dnsText', { vpc: infoOf(item, side)?.VpcId ?? '' }),
    initial: infoOf(item, side)?.PeeringOptions?.AllowDnsResolutionFromRemoteVpc ? 'yes' : '',
  }))
  return (
    <FieldsDialog
      title={t('peering.editDnsTitle', { id: idOf(item) })}
      submitText={t('common.save')}
      savedText={t('common.saved')}
      fields={fields}
      {...(own.length < 2 ? { note: t('peering.dnsOwnOnly') } : {})}
      run={async (call, values) => {
        // One side a call, as AWS asks for where the sides are in different accounts.
        for (const side of own) {
          await call('ec2', 'ModifyVpcPeeringConnectionOptions', {
            VpcPeeringConnectionId: idOf(item),
            [optionMembers[side]]: { AllowDnsResolutionFromRemoteVpc: values[side] === 'yes' },
          })
        }
      }}
      onClose={onClose}
    />
  )
}
