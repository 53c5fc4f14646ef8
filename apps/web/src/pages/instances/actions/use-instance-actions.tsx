import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import {
  pathIn,
  placeOf,
  ScopeContext,
  useBootstrap,
  useIsReadOnly,
  useScope,
} from '../../../api/index.ts'
import { useNever } from '../../../resources/use-access.ts'
import {
  useCommands,
  useHasPage,
  type ActionGroup,
  type ActionItem,
} from '../../../components/index.ts'
import { useT } from '../../../i18n/index.ts'
import type { DialogKind } from '../dialogs/InstanceDialog.tsx'
import { labelOf, type InstanceRow } from '../instance.ts'
import { createActionsMenu, createStateMenu } from './menus.ts'
import { useBulk } from './use-bulk.tsx'

const InstanceDialog = lazy(() => import('../dialogs/InstanceDialog.tsx'))

export interface InstanceActions {
  readonly stateMenu: readonly ActionItem[]
  readonly actionsMenu: readonly (ActionItem | ActionGroup)[]
  /** To be rendered: the dialog that is open, if any. */
  readonly dialog: ReactNode
  readonly open: (kind: DialogKind) => void
}

/** All that can be done to the chosen instances: as menus, and in the command palette. */
export function useInstanceActions(instances: readonly InstanceRow[]): InstanceActions {
  const t = useT()
  const scope = useScope()
  const isReadOnly = useIsReadOnly()
  const { connections } = useBootstrap()
  const navigate = useNavigate()
  const bulk = useBulk()
  const hasPage = useHasPage()
  const never = useNever()
  // The dialog keeps the instances it was opened for, whatever is selected or changes meanwhile.
  const [dialog, setDialog] = useState<{
    readonly kind: DialogKind
    readonly instances: readonly [InstanceRow, ...InstanceRow[]]
  }>()
  const context = {
    instances,
    t,
    readOnly: instances.some((one) => isReadOnly(placeOf(one))),
    hasPage,
    never,
    canFail: instances.every(
      (one) => connections.find(({ id }) => id === placeOf(one).connection)?.kind === 'embedded',
    ),
    open: (kind: DialogKind) => {
      const [first, ...rest] = instances
      if (first) setDialog({ kind, instances: [first, ...rest] })
    },
    start: () => void bulk('start', instances),
    goTo: (path: string) => {
      const [first] = instances
      void navigate(pathIn(first ? placeOf(first) : scope, path))
    },
  }
  const stateMenu = createStateMenu(context)
  const actionsMenu = createActionsMenu(context)
  useActionCommands(instances, stateMenu, actionsMenu)
  return {
    stateMenu,
    actionsMenu,
    open: context.open,
    dialog: dialog ? (
      // What a dialog about several changes, it changes in each one's own place.
      <ScopeContext value={placeOf(dialog.instances[0])}>
        <Suspense fallback={null}>
          <InstanceDialog {...dialog} onClose={() => setDialog(undefined)} />
        </Suspense>
      </ScopeContext>
    ) : null,
  }
}

function useActionCommands(
  instances: readonly InstanceRow[],
  stateMenu: readonly ActionItem[],
  actionsMenu: readonly (ActionItem | ActionGroup)[],
): void {
  const t = useT()
  const detail =
    instances.length === 1 && instances[0]
      ? labelOf(instances[0])
      : `${instances.length} ${t('instances.title')}`
  const items =
    instances.length === 0
      ? []
      : [
          ...stateMenu,
          ...actionsMenu.flatMap((entry) => ('items' in entry ? entry.items : [entry])),
        ]
  // The palette reads commands only while it is open; a stable array per content keeps the frame from drawing again.
  const signature = JSON.stringify(
    items.map(({ id, text, disabledReason }) => [id, text, disabledReason, detail]),
  )
  const commands = useMemo(
    () =>
      items.map((item) => ({
        id: `instances:${item.id}:${item.text}`,
        text: item.text,
        detail,
        disabledReason: item.disabledReason,
        run: item.run,
      })),
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [signature, instances],
  )
  useCommands(commands)
}
