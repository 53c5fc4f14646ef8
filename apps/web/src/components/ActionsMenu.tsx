import ButtonDropdown, {
  type ButtonDropdownProps,
} from '@cloudscape-design/components/button-dropdown'

/** One thing that a menu offers; impossible now: `disabledReason` says why. */
export interface ActionItem {
  readonly id: string
  readonly text: string
  readonly disabledReason?: string | undefined
  readonly run: () => void
}

export interface ActionGroup {
  readonly text: string
  readonly items: readonly ActionItem[]
}

function toItem(item: ActionItem): ButtonDropdownProps.Item {
  return {
    id: item.id,
    text: item.text,
    ...(item.disabledReason === undefined
      ? {}
      : { disabled: true, disabledReason: item.disabledReason }),
  }
}

/** A menu of actions as data. What cannot be done is shown, disabled, with the reason. */
export function ActionsMenu(props: {
  readonly text: string
  readonly items: readonly (ActionItem | ActionGroup)[]
  readonly disabled?: boolean
  readonly disabledReason?: string
  readonly loading?: boolean
  readonly variant?: 'normal' | 'primary'
}) {
  const flat = props.items.flatMap((item) => ('items' in item ? item.items : [item]))
  return (
    <ButtonDropdown
      variant={props.variant ?? 'normal'}
      expandToViewport
      expandableGroups
      disabled={props.disabled ?? false}
      {...(props.disabled && props.disabledReason ? { disabledReason: props.disabledReason } : {})}
      loading={props.loading ?? false}
      items={props.items.map((item) =>
        'items' in item ? { text: item.text, items: item.items.map(toItem) } : toItem(item),
      )}
      onItemClick={({ detail }) => flat.find((item) => item.id === detail.id)?.run()}
    >
      {props.text}
    </ButtonDropdown>
  )
}
