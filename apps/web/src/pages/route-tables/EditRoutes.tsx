import type { FeedItem } from '@brume/console-api'
import AttributeEditor from '@cloudscape-design/components/attribute-editor'
import Box from '@cloudscape-design/components/box'
import Input from '@cloudscape-design/components/input'
import Select from '@cloudscape-design/components/select'
import { useState } from 'react'
import { useFeed, type Call } from '../../api/index.ts'
import { ConfirmDialog } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { parseBlock } from '../../lib/cidr.ts'
import { nameOf } from '../../lib/tags.ts'
import {
  destinationInput,
  destinationOf,
  routesOf,
  targetInput,
  targetOf,
} from '../../resources/routes.tsx'
import { useSave } from '../../resources/use-save.tsx'

type RouteTable = FeedItem<'route-tables'>

interface Draft {
  readonly destination: string
  readonly target: string
}

const isDestination = (text: string) =>
  parseBlock(text) !== undefined || /^[0-9a-f:]+\/\d+$/i.test(text) || /^pl-[0-9a-f]+$/.test(text)

async function saveRoutes(
  call: Call,
  RouteTableId: string,
  before: readonly Draft[],
  after: readonly Draft[],
): Promise<void> {
  for (const old of before) {
    if (!after.some(({ destination }) => destination === old.destination)) {
      await call('ec2', 'DeleteRoute', { RouteTableId, ...destinationInput(old.destination) })
    }
  }
  for (const draft of after) {
    const old = before.find(({ destination }) => destination === draft.destination)
    const input = {
      RouteTableId,
      ...destinationInput(draft.destination),
      ...targetInput(draft.target),
    }
    if (!old) await call('ec2', 'CreateRoute', input)
    else if (old.target !== draft.target) await call('ec2', 'ReplaceRoute', input)
  }
}

/** The routes of a table as rows. The local route is there always and cannot be taken away. */
export function EditRoutes(props: { readonly item: RouteTable; readonly onClose: () => void }) {
  const { item, onClose } = props
  const t = useT()
  const [before] = useState(() =>
    routesOf(item)
      .filter((route) => route.GatewayId !== 'local')
      .map((route) => ({ destination: destinationOf(route), target: targetOf(route) })),
  )
  const local = routesOf(item).filter((route) => route.GatewayId === 'local')
  const [drafts, setDrafts] = useState<readonly Draft[]>(before)
  const [tried, setTried] = useState(false)
  const targets = useTargets(item)
  const save = useSave(onClose, t('routes.saved', { id: item.RouteTableId ?? '' }))
  const set = (index: number, change: Partial<Draft>) =>
    setDrafts(drafts.map((draft, at) => (at === index ? { ...draft, ...change } : draft)))
  const problemOf = ({ destination }: Draft, index: number) => {
    if (!isDestination(destination.trim())) return t('routes.destinationProblem')
    const first = drafts.findIndex((one) => one.destination.trim() === destination.trim())
    const taken =
      first < index || local.some((route) => destinationOf(route) === destination.trim())
    return taken ? t('routes.twice', { destination }) : undefined
  }
  const wrong = drafts.some(
    (draft, index) => problemOf(draft, index) !== undefined || draft.target === '',
  )
  return (
    <ConfirmDialog
      size="large"
      title={t('routes.editTitle', { id: item.RouteTableId ?? '' })}
      submitText={t('common.save')}
      {...save.dialog(
        (call) => {
          const after = drafts.map((draft) => ({ ...draft, destination: draft.destination.trim() }))
          return saveRoutes(call, item.RouteTableId ?? '', before, after)
        },
        () => {
          setTried(true)
          return !wrong
        },
      )}
      onClose={onClose}
    >
      <Box color="text-body-secondary">
        {t('routes.localStays', { blocks: local.map(destinationOf).join(', ') })}
      </Box>
      <AttributeEditor
        items={[...drafts]}
        addButtonText={t('routes.add')}
        removeButtonText={t('common.remove')}
        removeButtonAriaLabel={({ destination }) => `${t('common.remove')} ${destination}`}
        empty={t('routes.noneOwn')}
        onAddButtonClick={() =>
          setDrafts([
            ...drafts,
            { destination: drafts.length === 0 ? '0.0.0.0/0' : '', target: '' },
          ])
        }
        onRemoveButtonClick={({ detail }) =>
          setDrafts(drafts.filter((_draft, at) => at !== detail.itemIndex))
        }
        definition={[
          {
            label: t('routes.destination'),
            control: (draft, index) => (
              <Input
                value={draft.destination}
                placeholder="0.0.0.0/0"
                ariaLabel={t('routes.destination')}
                onChange={({ detail }) => set(index, { destination: detail.value })}
              />
            ),
            errorText: (draft, index) =>
              tried || draft.destination !== '' ? problemOf(draft, index) : undefined,
          },
          {
            label: t('routes.target'),
            control: (draft, index) => (
              <Select
                selectedOption={
                  draft.target === ''
                    ? null
                    : (targets.find(({ value }) => value === draft.target) ?? {
                        value: draft.target,
                        label: draft.target,
                      })
                }
                options={targets}
                filteringType="auto"
                expandToViewport
                placeholder={t('routes.chooseTarget')}
                empty={t('routes.noTarget')}
                ariaLabel={t('routes.target')}
                onChange={({ detail }) => set(index, { target: detail.selectedOption.value ?? '' })}
              />
            ),
            errorText: ({ target }) => (tried && target === '' ? t('fields.missing') : undefined),
          },
        ]}
      />
    </ConfirmDialog>
  )
}

/** What a route of this VPC may lead to. */
function useTargets(table: RouteTable) {
  const t = useT()
  const inVpc = (item: { VpcId?: string | undefined }) => item.VpcId === table.VpcId
  const gateways = useFeed('internet-gateways').list.filter((one) => one.Attachments?.some(inVpc))
  const nats = useFeed('nat-gateways').list.filter(
    (one) => inVpc(one) && one.State !== 'deleted' && one.State !== 'failed',
  )
  const egressOnly = useFeed('egress-only-internet-gateways').list.filter((one) =>
    one.Attachments?.some(inVpc),
  )
  const peerings = useFeed('peering-connections').list.filter(
    ({ Status, RequesterVpcInfo, AccepterVpcInfo }) =>
      Status?.Code === 'active' &&
      [RequesterVpcInfo, AccepterVpcInfo].some((info) => info && inVpc(info)),
  )
  const attached = useFeed('transit-gateway-attachments')
    .list.filter(({ ResourceId, State }) => ResourceId === table.VpcId && State === 'available')
    .map(({ TransitGatewayId }) => TransitGatewayId)
  const transits = useFeed('transit-gateways').list.filter(({ TransitGatewayId }) =>
    attached.includes(TransitGatewayId),
  )
  const vpnGateways = useFeed('vpn-gateways').list.filter(({ VpcAttachments }) =>
    VpcAttachments?.some((one) => inVpc(one) && one.State === 'attached'),
  )
  const interfaces = useFeed('network-interfaces').list.filter(inVpc)
  return [
    ...gateways.map((one) => ({
      value: one.InternetGatewayId ?? '',
      label: [one.InternetGatewayId, nameOf(one)].filter(Boolean).join(' · '),
      labelTag: t('gateways.one'),
    })),
    ...nats.map((one) => ({
      value: one.NatGatewayId ?? '',
      label: [one.NatGatewayId, nameOf(one)].filter(Boolean).join(' · '),
      labelTag: t('nats.one'),
    })),
    ...egressOnly.map((one) => ({
      value: one.EgressOnlyInternetGatewayId ?? '',
      label: [one.EgressOnlyInternetGatewayId, nameOf(one)].filter(Boolean).join(' · '),
      labelTag: t('egressOnly.one'),
    })),
    ...peerings.map((one) => ({
      value: one.VpcPeeringConnectionId ?? '',
      label: [one.VpcPeeringConnectionId, nameOf(one)].filter(Boolean).join(' · '),
      labelTag: t('peering.one'),
    })),
    ...transits.map((one) => ({
      value: one.TransitGatewayId ?? '',
      label: [one.TransitGatewayId, nameOf(one)].filter(Boolean).join(' · '),
      labelTag: t('tgw.one'),
    })),
    ...vpnGateways.map((one) => ({
      value: one.VpnGatewayId ?? '',
      label: [one.VpnGatewayId, nameOf(one)].filter(Boolean).join(' · '),
      labelTag: t('vpnGateways.one'),
    })),
    ...interfaces
      .filter(({ InterfaceType }) => InterfaceType === 'interface')
      .map((one) => ({
        value: one.NetworkInterfaceId ?? '',
        label: [one.NetworkInterfaceId, one.Attachment?.InstanceId].filter(Boolean).join(' · '),
        labelTag: t('interfaces.one'),
      })),
  ]
}
