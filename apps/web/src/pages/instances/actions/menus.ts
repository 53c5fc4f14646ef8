import type { InstanceAction } from '@brume/ec2-model'
import type { ActionGroup, ActionItem } from '../../../components/index.ts'
import type { Translate } from '../../../i18n/index.ts'
import { groupByPlace } from '../../../api/index.ts'
import { elasticIpOf, idOf, type InstanceRow } from '../instance.ts'
import type { DialogKind } from '../dialogs/InstanceDialog.tsx'
import { findRefusalOfAll } from './refusals.ts'

export interface MenuContext {
  readonly instances: readonly InstanceRow[]
  readonly t: Translate
  readonly readOnly: boolean
  readonly open: (kind: DialogKind) => void
  readonly start: () => void
  readonly goTo: (path: string) => void
  /** Whether a page of the route table exists. */
  readonly hasPage: (id: string) => boolean
  /** Why policies never allow a call. */
  readonly never: (call: string) => string | undefined
  /** Whether things can be made to go wrong here: on the embedded cloud. */
  readonly canFail: boolean
}

/** What an entry calls in the end. */
const callsOf: Readonly<Partial<Record<DialogKind | InstanceAction, string>>> = {
  start: 'ec2/StartInstances',
  stop: 'ec2/StopInstances',
  hibernate: 'ec2/StopInstances',
  reboot: 'ec2/RebootInstances',
  terminate: 'ec2/TerminateInstances',
  type: 'ec2/ModifyInstanceAttribute',
  groups: 'ec2/ModifyInstanceAttribute',
  termination: 'ec2/ModifyInstanceAttribute',
  'stop-protection': 'ec2/ModifyInstanceAttribute',
  'source-dest': 'ec2/ModifyInstanceAttribute',
  shutdown: 'ec2/ModifyInstanceAttribute',
  'user-data': 'ec2/ModifyInstanceAttribute',
  metadata: 'ec2/ModifyInstanceMetadataOptions',
  screenshot: 'ec2/GetConsoleScreenshot',
  image: 'ec2/CreateImage',
  tags: 'ec2/CreateTags',
  'attach-volume': 'ec2/AttachVolume',
  'detach-volume': 'ec2/DetachVolume',
  'attach-interface': 'ec2/AttachNetworkInterface',
  'detach-interface': 'ec2/DetachNetworkInterface',
  associate: 'ec2/AssociateAddress',
  disassociate: 'ec2/DisassociateAddress',
  'replace-root': 'ec2/CreateReplaceRootVolumeTask',
}

function neverOf(
  never: MenuContext['never'],
  dialog: DialogKind,
  needs: InstanceAction | undefined,
): string | undefined {
  const call = (needs && callsOf[needs]) ?? callsOf[dialog]
  return call === undefined ? undefined : never(call)
}

/** Makes menu items that say themselves why they cannot be chosen. */
function itemFactory({ instances, t, readOnly, open, never }: MenuContext) {
  return (
    text: string,
    dialog: DialogKind,
    options: {
      readonly needs?: InstanceAction
      readonly one?: boolean
      readonly looks?: boolean
      readonly run?: () => void
      /** What else stands against it. */
      readonly refusal?: string | undefined
    } = {},
  ): ActionItem => {
    const { needs, one = false, looks = false, run = () => open(dialog), refusal } = options
    const disabledReason =
      instances.length === 0
        ? t('reason.selectOne')
        : one && instances.length > 1
          ? t('reason.onlyOne')
          : readOnly && !looks
            ? t('reason.readOnly')
            : (refusal ??
              neverOf(never, dialog, needs) ??
              (needs && findRefusalOfAll(needs, instances, t)))
    return { id: dialog, text, disabledReason: disabledReason || undefined, run }
  }
}

/** The Instance state menu. */
export function createStateMenu(context: MenuContext): readonly ActionItem[] {
  const { t, start, canFail, instances } = context
  const item = itemFactory(context)
  return [
    { ...item(t('action.start'), 'stop', { needs: 'start', run: start }), id: 'start' },
    item(t('action.stop'), 'stop', { needs: 'stop' }),
    item(t('action.hibernate'), 'hibernate', { needs: 'hibernate' }),
    item(t('action.reboot'), 'reboot', { needs: 'reboot' }),
    item(t('action.terminate'), 'terminate', { needs: 'terminate' }),
    ...(canFail
      ? [
          item(t('action.interrupt'), 'interrupt', {
            one: true,
            refusal: whyNoInterruption(instances, t),
          }),
        ]
      : []),
  ]
}

function whyNoInterruption(instances: readonly InstanceRow[], t: Translate): string | undefined {
  const [only] = instances
  if (only?.InstanceLifecycle !== 'spot') return t('reason.notSpot')
  return findRefusalOfAll('reboot', instances, t)
}

/** The Actions menu, grouped as AWS groups it; what leads to a page that does not exist is absent. */
export function createActionsMenu(context: MenuContext): readonly (ActionItem | ActionGroup)[] {
  const { t, instances, goTo, hasPage } = context
  const item = itemFactory(context)
  const [only] = instances
  const id = only ? idOf(only) : ''
  const page = (name: string, text: string, path: string, needs?: InstanceAction): ActionItem[] =>
    hasPage(name)
      ? [
          {
            ...item(text, 'log', {
              one: true,
              looks: true,
              run: () => goTo(path),
              ...(needs ? { needs } : {}),
            }),
            id: `page:${name}`,
          },
        ]
      : []
  return [
    ...page('connect', t('instances.connect'), `/connect/${id}`, 'connect'),
    ...(hasPage('send-command')
      ? [
          {
            ...item(t('action.runCommand'), 'log', {
              needs: 'connect',
              run: () => goTo(`/run-command/send?instances=${instances.map(idOf).join(',')}`),
            }),
            ...(groupByPlace(instances).length > 1 && { disabledReason: t('places.oneOnly') }),
            id: 'page:send-command',
          },
        ]
      : []),
    ...page('instance', t('action.viewDetails'), `/instances/${id}/details`),
    {
      text: t('action.settings'),
      items: [
        {
          ...item(t('bulkEdit.menu'), 'bulk', { needs: 'modifyProtection' }),
          ...(instances.length === 1 ? { disabledReason: t('bulkEdit.selectTwo') } : {}),
        },
        item(t('action.manageTags'), 'tags', { needs: 'modifyProtection' }),
        item(t('action.changeType'), 'type', { needs: 'modifyType', one: true }),
        item(t('action.terminationProtection'), 'termination', { needs: 'modifyProtection' }),
        item(t('action.stopProtection'), 'stop-protection', { needs: 'modifyProtection' }),
        item(t('action.shutdownBehavior'), 'shutdown', {
          needs: 'modifyShutdownBehavior',
          one: true,
        }),
        item(t('action.recovery'), 'recovery', { needs: 'modifyMaintenanceOptions', one: true }),
        item(t('action.cpu'), 'cpu', { needs: 'modifyCpuOptions', one: true }),
        item(t('action.placement'), 'placement', { needs: 'modifyPlacement', one: true }),
        item(t('action.reservation'), 'reservation', { needs: 'modifyPlacement', one: true }),
        item(t('action.credit'), 'credit', { needs: 'modifyCreditSpecification', one: true }),
        item(t('action.userData'), 'user-data', { one: true, looks: true }),
        item(t('action.metadata'), 'metadata', { needs: 'modifyMetadataOptions', one: true }),
        item(t('action.eventWindow'), 'event-window', {
          needs: 'modifyMaintenanceOptions',
          one: true,
        }),
      ],
    },
    {
      text: t('action.networking'),
      items: [
        item(t('action.attachInterface'), 'attach-interface', {
          needs: 'attachInterface',
          one: true,
        }),
        item(t('action.detachInterface'), 'detach-interface', {
          needs: 'attachInterface',
          one: true,
        }),
        item(t('action.sourceDestCheck'), 'source-dest', { needs: 'modifySourceDestCheck' }),
        item(t('action.associate'), 'associate', { needs: 'associateAddress', one: true }),
        item(t('action.disassociate'), 'disassociate', {
          one: true,
          refusal: only && !elasticIpOf(only) ? t('reason.noElasticIp') : undefined,
        }),
        item(t('action.addresses'), 'addresses', { needs: 'modifySourceDestCheck', one: true }),
      ],
    },
    {
      text: t('action.security'),
      items: [
        item(t('action.changeGroups'), 'groups', { needs: 'modifySecurityGroups', one: true }),
        ...page('connect', t('action.password'), `/connect/${id}?tab=rdp`).map((entry) => ({
          ...entry,
          id: 'password',
          disabledReason:
            entry.disabledReason ??
            (only?.Platform?.toLowerCase() === 'windows' ? undefined : t('reason.notWindows')),
        })),
        item(t('action.modifyIamRole'), 'role', { needs: 'modifyIamRole', one: true }),
      ],
    },
    {
      text: t('action.image'),
      items: [
        item(t('action.createImage'), 'image', { needs: 'createImage', one: true }),
        ...page(
          'create-launch-template',
          t('action.createTemplate'),
          `/launch-templates/create?from=${id}`,
        ),
        ...page('launch', t('action.launchMore'), `/launch?from=${id}`),
      ],
    },
    {
      text: t('action.storage'),
      items: [
        item(t('action.attachVolume'), 'attach-volume', { needs: 'attachVolume', one: true }),
        item(t('action.detachVolume'), 'detach-volume', { needs: 'detachVolume', one: true }),
        item(t('action.replaceRoot'), 'replace-root', { needs: 'replaceRootVolume', one: true }),
      ],
    },
    {
      text: t('action.monitor'),
      items: [
        item(t('action.systemLog'), 'log', { one: true, looks: true }),
        item(t('action.screenshot'), 'screenshot', {
          needs: 'screenshot',
          one: true,
          looks: true,
        }),
        ...page('connect', t('action.serial'), `/connect/${id}?tab=serial-console`, 'connect').map(
          (entry) => ({ ...entry, id: 'serial' }),
        ),
        item(t('action.detailedMonitoring'), 'monitoring', { needs: 'monitor' }),
      ],
    },
  ]
}
