import type { ComponentType } from 'react'
import { AddressesDialog, AssociateDialog, DisassociateDialog } from './AddressDialogs.tsx'
import { SwitchDialog, ShutdownDialog } from './AttributeDialogs.tsx'
import { BulkEdit } from '../bulk/BulkEdit.tsx'
import { CpuDialog } from './CpuDialog.tsx'
import { CreditDialog } from './CreditDialog.tsx'
import { EventWindowDialog } from './EventWindowDialog.tsx'
import { GroupsDialog } from './GroupsDialog.tsx'
import { ImageDialog } from './ImageDialog.tsx'
import { AttachInterfaceDialog, DetachInterfaceDialog } from './InterfaceDialogs.tsx'
import { InstanceInterruptDialog } from './InstanceInterruptDialog.tsx'
import { LogDialog } from './LogDialog.tsx'
import { MetadataDialog } from './MetadataDialog.tsx'
import { PlacementDialog } from './PlacementDialog.tsx'
import { RecoveryDialog } from './RecoveryDialog.tsx'
import { ReplaceRootDialog } from './ReplaceRootDialog.tsx'
import { ReservationDialog } from './ReservationDialog.tsx'
import { RoleDialog } from './RoleDialog.tsx'
import { ScreenshotDialog } from './ScreenshotDialog.tsx'
import { StateDialog } from './StateDialogs.tsx'
import { TagsDialog } from './TagsDialog.tsx'
import { TerminateDialog } from './TerminateDialog.tsx'
import { TypeDialog } from './TypeDialog.tsx'
import type { DialogProps } from './dialog-props.ts'
import { UserDataDialog } from './UserDataDialog.tsx'
import { AttachVolumeDialog, DetachVolumeDialog } from './VolumeDialogs.tsx'

const dialogs = {
  stop: (props) => <StateDialog {...props} action="stop" />,
  hibernate: (props) => <StateDialog {...props} action="hibernate" />,
  reboot: (props) => <StateDialog {...props} action="reboot" />,
  terminate: TerminateDialog,
  tags: TagsDialog,
  type: TypeDialog,
  groups: GroupsDialog,
  role: RoleDialog,
  termination: (props) => <SwitchDialog {...props} kind="termination" />,
  'stop-protection': (props) => <SwitchDialog {...props} kind="stop" />,
  'source-dest': (props) => <SwitchDialog {...props} kind="source-dest" />,
  monitoring: (props) => <SwitchDialog {...props} kind="monitoring" />,
  shutdown: ShutdownDialog,
  metadata: MetadataDialog,
  'user-data': UserDataDialog,
  log: LogDialog,
  screenshot: ScreenshotDialog,
  image: ImageDialog,
  bulk: BulkEdit,
  credit: CreditDialog,
  placement: PlacementDialog,
  'replace-root': ReplaceRootDialog,
  recovery: RecoveryDialog,
  cpu: CpuDialog,
  reservation: ReservationDialog,
  'event-window': EventWindowDialog,
  'attach-volume': AttachVolumeDialog,
  'detach-volume': DetachVolumeDialog,
  'attach-interface': AttachInterfaceDialog,
  'detach-interface': DetachInterfaceDialog,
  associate: AssociateDialog,
  disassociate: DisassociateDialog,
  addresses: AddressesDialog,
  interrupt: InstanceInterruptDialog,
} as const satisfies Record<string, ComponentType<DialogProps>>

export type DialogKind = keyof typeof dialogs

/** Loaded when the first dialog opens: the list does not need it. */
export default function InstanceDialog(props: DialogProps & { readonly kind: DialogKind }) {
  const { kind, ...rest } = props
  const Dialog: ComponentType<DialogProps> = dialogs[kind]
  return <Dialog {...rest} />
}
